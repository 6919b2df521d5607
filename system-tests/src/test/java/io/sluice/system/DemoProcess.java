package io.sluice.system;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code sluice demo} as a person starts it: everything that there is, each in a process of its own, after its story was told. */
public final class DemoProcess implements AutoCloseable {
    private static final int START_LIMIT = 1_200;
    private static DemoProcess shared;

    private final Instant begun = Instant.now();
    private final Process process;
    private final Path folder;
    private final Map<Service, Integer> ports;

    /** What listens. */
    public enum Service {
        LAKE("lake"),
        PROVIDER("oidc"),
        PRODUCER("producer"),
        SALES("sales"),
        REDACTION("redaction"),
        BROKER("broker");

        private final String option;

        Service(String option) {
            this.option = option;
        }
    }

    private DemoProcess(Process process, Path folder, Map<Service, Integer> ports) {
        this.process = process;
        this.folder = folder;
        this.ports = ports;
    }

    /** One for all tests of a run, since it takes long to start. It ends with this JVM. */
    public static synchronized DemoProcess shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo"));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop the demo"));
        }
        return shared;
    }

    private static DemoProcess start(Path folder) throws IOException, InterruptedException {
        var ports = Arrays.stream(Service.values()).collect(Collectors.toMap(Function.identity(), _ -> Ports.free()));
        var arguments = new ArrayList<>(List.of("demo", "--events=200", "--data=" + folder.resolve("data")));
        ports.forEach((service, port) -> arguments.add("--" + service.option + "-port=" + port));
        var demo = new DemoProcess(LakeProcess.command(folder.resolve("terminal.txt"), arguments), folder, ports);
        for (int waited = 0; !demo.terminal().contains("Stop it with Ctrl-C."); waited++) {
            if (demo.process.waitFor(1, TimeUnit.SECONDS) || waited > START_LIMIT) {
                demo.close();
                throw new IOException("the demo did not start: " + demo.terminal());
            }
        }
        if (!demo.terminal().contains("  ok     the services start")) {
            demo.close();
            throw new IOException("the demo's services did not start: " + demo.terminal());
        }
        return demo;
    }

    /** When it was started; what was written before is of others. */
    public Instant begun() {
        return begun;
    }

    public URI address(Service service) {
        return URI.create("http://localhost:" + ports.get(service));
    }

    /** All that it showed to the person. */
    public String terminal() throws IOException {
        return Files.readString(terminalFile());
    }

    /** The file that stands for its terminal. */
    public Path terminalFile() {
        return folder.resolve("terminal.txt");
    }

    /** The first thing on the terminal that matches, its first group. */
    public String shown(String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(terminal());
        if (!found.find()) {
            throw new IOException("the terminal does not show " + pattern + ": " + terminal());
        }
        return found.group(1);
    }

    /** Where all of it is that the processes wrote. */
    public Path data() {
        return folder.resolve("data");
    }

    /** The log of a service. */
    public Path log(Service service) {
        return data().resolve(module(service) + ".log");
    }

    private static String module(Service service) {
        return switch (service) {
            case LAKE -> throw new IllegalArgumentException("the lake is in the demo's own process");
            case PROVIDER -> "oidc-provider";
            case PRODUCER -> "store-producer";
            case SALES -> "sales-consumer";
            case REDACTION -> "redaction-service";
            case BROKER -> "grants-broker";
        };
    }

    /** Its process and those it started. */
    public List<ProcessHandle> processes() {
        var all = new ArrayList<>(process.toHandle().descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /** The process of a service. */
    public ProcessHandle process(Service service) {
        var module = "/" + module(service) + "/target/";
        return processes().stream()
                .filter(each -> commandLine(each).contains(module))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(service.name().toLowerCase(Locale.ROOT) + " does not run"));
    }

    /** What everybody on this machine can see of a process. */
    public static String commandLine(ProcessHandle process) {
        return proc(process, "cmdline");
    }

    /** What only the owner of a process can see of it. */
    public static String environment(ProcessHandle process) {
        return proc(process, "environ");
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return new String(
                            Files.readAllBytes(Path.of("/proc/" + process.pid() + "/" + file)), StandardCharsets.UTF_8)
                    .replace('\0', '\n');
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public void close() {
        var services = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                services.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
