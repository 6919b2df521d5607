package io.sluice.bench.http;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Starts each layer in a process of its own, asks it for odd targets, and measures it: 1 KiB PUT of the SDK in signed chunks with 8
 * threads, 1 KiB GET of a plain client with 8 connections, and 256 MiB each way. CPU is that of the server's process.
 */
final class HttpLayers {
    private static final int THREADS = 8;
    private static final int PUTS = 8_000;
    private static final int GETS = 40_000;
    private static final int LARGE = 256 << 20;
    private static final List<String> TARGETS = List.of(
            "/b/a//b", "//b/a", "/b/../x", "/b/a%2Fb", "/b/%2e%2e/x", "/b/a%00b", "/b/%zz", "/b/a%", "/b/|^`{}\"<>",
            "/b/a;v=1", "/b/\u00fc", "/b/k?x=%zz", "/b/k#f", "http://localhost/a//b/../c?x");

    private final int port;
    private final long pid;

    private HttpLayers(int port, long pid) {
        this.port = port;
        this.pid = pid;
    }

    public static void main(String[] arguments) throws Exception {
        var layers = arguments.length > 0 ? List.of(arguments) : List.of("lake", "jetty", "helidon", "netty", "jdk");
        for (var layer : layers) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = new ProcessBuilder(
                            java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), Layer.class.getName(), layer)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                System.out.println(layer);
                new HttpLayers(Integer.parseInt(out.readLine()), process.pid()).run();
            } finally {
                process.destroy();
            }
        }
    }

    private void run() throws Exception {
        for (var target : TARGETS) {
            var seen = seen(target);
            if (!seen.equals(target.replace("http://localhost", ""))) {
                System.out.printf("  %-32s reaches the handler as %s%n", target, seen);
            }
        }
        try (var s3 = client()) {
            var body = RequestBody.fromBytes(new byte[1024]);
            Callable<?> put = () -> s3.putObject(r -> r.bucket("b").key("k"), body);
            times(PUTS, put);
            small("PUT 1 KiB, SDK, signed chunks", PUTS, () -> times(PUTS, put));
            gets(GETS);
            small("GET 1 KiB, plain client", GETS, () -> gets(GETS));
            var large = RequestBody.fromBytes(new byte[LARGE]);
            for (var round = 0; round < 2; round++) {
                large("PUT 256 MiB, SDK, signed chunks", () -> s3.putObject(r -> r.bucket("b").key("k"), large));
                large("GET 256 MiB, plain client", this::largeGet);
            }
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(2 * THREADS))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")))
                .build();
    }

    private interface Step {
        void run() throws Exception;
    }

    private void small(String what, int count, Step step) throws Exception {
        var cpu = cpuMillis();
        var start = System.nanoTime();
        step.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("  %-32s %,8.0f /s %8.3f ms CPU each%n", what, count / seconds, (cpuMillis() - cpu) / count);
    }

    private void large(String what, Step step) throws Exception {
        var cpu = cpuMillis();
        var start = System.nanoTime();
        step.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("  %-32s %,8.0f MiB/s %5.0f ms CPU%n", what, (LARGE >> 20) / seconds, cpuMillis() - cpu);
    }

    /** Of the server's process, in steps of 10 ms. */
    private double cpuMillis() throws IOException {
        var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
    }

    private static void times(int count, Callable<?> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Future<?>>();
            for (var thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    for (var i = 0; i < count / THREADS; i++) {
                        call.call();
                    }
                    return null;
                }));
            }
            for (var each : all) {
                each.get();
            }
        }
    }

    private void gets(int count) throws Exception {
        var request = """
                GET /b/k HTTP/1.1\r
                Host: localhost\r
                Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261121/us-east-1/s3/aws4_request, \
                SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;host;x-amz-content-sha256;x-amz-date, \
                Signature=0000000000000000000000000000000000000000000000000000000000000000\r
                x-amz-content-sha256: UNSIGNED-PAYLOAD\r
                x-amz-date: 20261121T000000Z\r
                User-Agent: bench\r
                \r
                """.getBytes(StandardCharsets.US_ASCII);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Future<?>>();
            for (var thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> connection(request, count / THREADS)));
            }
            for (var each : all) {
                each.get();
            }
        }
    }

    private Void connection(byte[] request, int count) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var i = 0; i < count; i++) {
                socket.getOutputStream().write(request);
                while (!line(in).isEmpty()) {
                    Thread.onSpinWait();
                }
                in.skipNBytes(1024);
            }
        }
        return null;
    }

    private void largeGet() throws IOException {
        try (InputStream in = URI.create("http://127.0.0.1:" + port + "/b/k?size=" + LARGE)
                .toURL()
                .openStream()) {
            if (in.transferTo(OutputStream.nullOutputStream()) != LARGE) {
                throw new EOFException();
            }
        }
    }

    /** The target as the layer gave it to its handler, or the status line where it did not. */
    private String seen(String target) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var request = "HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var in = new BufferedInputStream(socket.getInputStream());
            var status = line(in);
            var path = "";
            var query = "";
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                path = line.regionMatches(true, 0, Layer.PATH + ": ", 0, 8) ? line.substring(8) : path;
                query = line.regionMatches(true, 0, Layer.QUERY + ": ", 0, 9) ? line.substring(9) : query;
            }
            var shown = query.isEmpty() || query.equals("null") ? path : path + '?' + query;
            return status.contains(" 200") ? shown : status;
        }
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            text.append((char) c);
        }
        return text.toString().stripTrailing();
    }
}
