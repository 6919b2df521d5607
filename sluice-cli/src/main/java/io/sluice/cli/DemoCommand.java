package io.sluice.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    private static final int STOPPED = 130;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

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
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var ports = new DemoPorts(lakePort, oidcPort, producerPort, salesPort, redactionPort, brokerPort);
        ports.requireFree();
        var home = Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath();
        var signal = StopSignal.interrupting(Thread.currentThread());
        try (var folder = DemoFolder.open(home, data);
                var system = new DemoSystem(home, folder.path(), ports)) {
            return tell(new Demo(home, system), new Story(out, signal), system, folder.path());
        } catch (InterruptedException stopped) {
            out.printf("%nStopped. Nothing is left running.%n");
            return STOPPED;
        } finally {
            out.flush();
            signal.cleaned();
        }
    }

    private int tell(Demo demo, Story story, DemoSystem system, Path logs) throws InterruptedException {
        var out = spec.commandLine().getOut();
        demo.tell(story, events);
        out.println();
        if (story.failures().isEmpty()) {
            out.println("Every step did what it should.");
        } else {
            out.printf(
                    "%d step(s) did not do what they should: %s%nWhat the services wrote is in %s%n",
                    story.failures().size(), String.join("; ", story.failures()), logs);
        }
        system.ended().forEach(out::println);
        if (!once) {
            stayUp(system, out);
        }
        return story.failures().isEmpty() ? 0 : 1;
    }

    /** Until the thread is interrupted. A part that ends by itself is told once; the others stay. */
    private static void stayUp(DemoSystem system, PrintWriter out) throws InterruptedException {
        out.println("Stop it with Ctrl-C.");
        out.flush();
        var told = new HashSet<>(system.ended());
        while (true) {
            Thread.sleep(LOOK_EVERY);
            system.ended().stream().filter(told::add).forEach(out::println);
            out.flush();
        }
    }
}
