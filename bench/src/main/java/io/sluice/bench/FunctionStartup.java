package io.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts a function's process again and again and measures the time from there to its first answer through a
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>, and the CPU time up to then. The event is one
 * that it answers without asking anybody.
 *
 * <p>{@code FunctionStartup <name> <rounds> <event> <task folder> <handler> <command…>}
 */
public final class FunctionStartup {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final String event;
    private final Path task;
    private final String handler;
    private final List<String> command;

    private FunctionStartup(String event, Path task, String handler, List<String> command) {
        this.event = event;
        this.task = task;
        this.handler = handler;
        this.command = command;
    }

    private record Sample(long wallMillis, long cpuMillis) {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[1]);
        var function = new FunctionStartup(
                args[2], Path.of(args[3]), args[4], Arrays.asList(args).subList(5, args.length));
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            samples.add(function.start());
        }
        System.out.printf(
                "| %s | %d | %d |%n",
                args[0],
                median(samples.stream().map(Sample::wallMillis).sorted().toList()),
                median(samples.stream().map(Sample::cpuMillis).sorted().toList()));
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private Sample start() throws IOException, InterruptedException {
        var answered = new CompletableFuture<Integer>();
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(runnable -> Thread.ofVirtual().start(runnable));
        var asked = new CompletableFuture<Boolean>();
        api.createContext("/", exchange -> answer(exchange, asked, answered));
        api.start();
        long begun = System.nanoTime();
        Process process = process(api.getAddress().getPort());
        try {
            int length = answered.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            long wall = (System.nanoTime() - begun) / 1_000_000;
            if (length == 0) {
                throw new IOException("the function answered nothing");
            }
            return new Sample(
                    wall,
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis());
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("no answer from " + command, failed);
        } finally {
            process.destroy();
            process.waitFor();
            api.stop(0);
        }
    }

    private Process process(int port) throws IOException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // The runtime interface client looks for the function's classes where it was started.
        builder.directory(task.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("QUARKUS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port,
                        "AWS_LAMBDA_FUNCTION_NAME", "measured",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                        "AWS_REGION", "us-east-1",
                        "LAMBDA_TASK_ROOT", task.toString(),
                        "_HANDLER", handler,
                        "SLUICE_INVENTORY_BUCKET", "nobody-asks-for-it"));
        return builder.start();
    }

    /** One event, and then none for as long as anybody waits. */
    private void answer(HttpExchange exchange, CompletableFuture<Boolean> asked, CompletableFuture<Integer> answered)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(INVOCATION + "next")) {
            if (asked.complete(true)) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders()
                        .set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
                exchange.getResponseHeaders()
                        .set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
                exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:::function:m");
                exchange.getResponseHeaders()
                        .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
                byte[] bytes = event.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            }
            return;
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
        if (path.endsWith("/response")) {
            answered.complete(body.length);
        } else {
            answered.completeExceptionally(new IOException(path + ": " + new String(body, UTF_8)));
        }
    }
}
