package io.sluice.cli;

import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice lake}: the lake alone, until it is stopped. */
@Command(
        name = "lake",
        description = "Runs the lake alone until Ctrl-C: S3 with access points, STS and instance metadata on one port.",
        mixinStandardHelpOptions = true)
final class LakeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "9600",
            description = "Port on loopback; 0 takes a free one. Default: 9600.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Keeps everything here. Default: a temporary folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--catalogue", paramLabel = "FILE", description = "The access catalogue. Default: the demo's.")
    private Optional<Path> catalogue = Optional.empty();

    @Option(
            names = "--principals",
            paramLabel = "FILE",
            description = "Further users: a JSON list of {arn, accessKeyId, secretAccessKey, policies}.")
    private Optional<Path> principals = Optional.empty();

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description =
                    "Written when requests are answered: endpoint, bucket and credentials as JSON, for your eyes only"
                            + " (0600).")
    private Optional<Path> readyFile = Optional.empty();

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "One JSON line a request. Default: access.log in the data folder.")
    private Optional<Path> accessLog = Optional.empty();

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "A client that stands still for longer loses its connection. Default: 60.")
    private int idle;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var builder = LocalLake.builder().port(port).idle(Duration.ofSeconds(idle));
        data.ifPresent(builder::data);
        builder.catalogue(catalogue.isPresent() ? Catalogue.read(catalogue.get()) : DemoCatalogue.read());
        principals.ifPresent(builder::principals);
        accessLog.ifPresent(builder::accessLog);
        var stopped = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var lake = builder.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(stopped, closed), "stop"));
            if (readyFile.isPresent()) {
                ReadyFile.write(readyFile.get(), lake);
            }
            announce(lake, spec.commandLine().getOut());
            stopped.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** Holds the exit of the JVM until the lake is closed, so that nothing is cut short. */
    private static void stopOnSignal(CountDownLatch stopped, CountDownLatch closed) {
        stopped.countDown();
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce(LocalLake lake, PrintWriter out) {
        out.printf("The lake is at %s (Region %s, account %s)%n", lake.endpoint(), lake.region(), lake.account());
        out.printf("  bucket      %s%n", lake.bucket());
        out.printf("  data        %s%n", lake.data());
        out.printf("  access log  %s%n", lake.accessLog());
        out.printf("  roles       %s%n", String.join(", ", lake.roleArns()));
        if (readyFile.isPresent()) {
            // Whoever reads the file needs no secret in what a program may keep as its log.
            out.printf("  credentials in %s%n", readyFile.get());
        } else {
            announceAdministrator(lake, out);
        }
        out.println("Stop it with Ctrl-C.");
        out.flush();
    }

    private static void announceAdministrator(LocalLake lake, PrintWriter out) {
        var administrator = lake.administrator();
        out.println("  administrator, for this shell:");
        out.printf("    export AWS_ENDPOINT_URL=%s AWS_REGION=%s%n", lake.endpoint(), lake.region());
        out.printf(
                "    export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s%n",
                administrator.accessKeyId(), administrator.secretAccessKey());
        out.println("  Credentials of the roles: --ready-file FILE writes them.");
    }
}
