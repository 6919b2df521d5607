package io.sluice.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: everything at once, told step by step. */
@Command(
        name = "demo",
        description =
                "Starts the lake, the producer and the sales consumer, tells the story, and stays up until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "Exits after the story: 0 where every step did what it should, else 1.")
    private boolean once;

    @Option(names = "--lake-port", defaultValue = "9600", description = "Default: 9600.")
    private int lakePort;

    @Option(names = "--producer-port", defaultValue = "9602", description = "Default: 9602.")
    private int producerPort;

    @Option(names = "--sales-port", defaultValue = "9603", description = "Default: 9603.")
    private int salesPort;

    @Option(names = "--oidc-port", defaultValue = "9601", description = "Default: 9601.")
    private int oidcPort;

    @Option(names = "--redaction-port", defaultValue = "9604", description = "Default: 9604.")
    private int redactionPort;

    @Option(names = "--broker-port", defaultValue = "9605", description = "Default: 9605.")
    private int brokerPort;

    @Option(names = "--events", defaultValue = "5000", description = "Store events to write. Default: 5000.")
    private int events;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder for everything that is written. Default: target/demo, which is emptied.")
    private Optional<Path> data = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var stop = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LakeCommand.stopOnSignal(stop, closed), "stop"));
        var home = Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath();
        var logs = data.isPresent() ? empty(data.get()) : emptied(home.resolve("target/demo"));
        var ports = new DemoSystem.Ports(lakePort, oidcPort, producerPort, salesPort, redactionPort, brokerPort);
        try (var system = new DemoSystem(home, logs, ports)) {
            var story = new Story(out);
            new Demo(home, system).tell(story, events);
            return end(story, out, stop, logs);
        } finally {
            closed.countDown();
        }
    }

    /** A folder of the person's own is never emptied. */
    private static Path empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findFirst().isPresent()) {
                throw new IOException(folder + " is not empty; name an empty folder with --data");
            }
        }
        return folder.toAbsolutePath();
    }

    /** What an earlier demo left is not part of this one. */
    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.walk(folder)) {
            for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return Files.createDirectories(folder);
    }

    private int end(Story story, PrintWriter out, CountDownLatch stop, Path logs) throws InterruptedException {
        if (!story.failures().isEmpty()) {
            out.printf(
                    "%n%d step(s) did not do what they should: %s%nWhat the services wrote is in %s%n",
                    story.failures().size(), String.join("; ", story.failures()), logs);
        } else {
            out.printf("%nEvery step did what it should.%n");
        }
        if (!once) {
            out.println("Stop it with Ctrl-C.");
            out.flush();
            stop.await();
        }
        out.flush();
        return story.failures().isEmpty() ? 0 : 1;
    }
}
