package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * 1 KiB objects with 8 threads and one object of 256 MiB, the lake with enforcement on beside S3Proxy on its filesystem store, in turn in
 * the same run: server against server in rounds, the medians of the rounds, and the ratios. Both verify signatures. The
 * small requests are presigned before the clock starts; the large ones are the AWS SDK's own, with chunk signatures and checksum.
 *
 * <p>Arguments: the jar of the {@code sluice} command, the folder with S3Proxy's class path.
 */
public final class ObjectRates {
    private static final int THREADS = 8;
    private static final int OBJECTS = 8_000;
    private static final int ROUNDS = 5;
    private static final int LARGE = 256 << 20;
    private static final Duration VALID = Duration.ofHours(1);
    private static final String BUCKET = "bench-objects";
    private static final String KEY_ID = "AKIABENCHBENCHBENCH0";
    private static final String SECRET = "bench/loopback/only/secret/0123456789abcd";

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private ObjectRates() {}

    public static void main(String[] paths) throws Exception {
        var scratch = Files.createTempDirectory("sluice-bench");
        try (var lake = lake(Path.of(paths[0]), scratch);
                var peer = s3Proxy(Path.of(paths[1]), scratch)) {
            new ObjectRates().run(List.of(lake, peer));
        }
    }

    private void run(List<ServerUnderTest> servers) throws Exception {
        for (var server : servers) {
            server.client().createBucket(request -> request.bucket(BUCKET));
            small(server, "warm-up PUT", new Put());
            small(server, "warm-up GET", new Get());
        }
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            for (var server : servers) {
                small(server, "PUT 1 KiB", new Put());
                small(server, "GET 1 KiB", new Get());
                large(server);
            }
        }
        for (var server : servers) {
            record(server, "resident memory at the end, MiB", (double) server.residentMebibytes());
        }
        print(servers);
    }

    private static ServerUnderTest lake(Path jar, Path scratch) throws Exception {
        var users = scratch.resolve("principals.json");
        Files.writeString(users, """
                [{"arn": "arn:aws:iam::111122223333:user/bench", "accessKeyId": "%s", "secretAccessKey": "%s", "policies": [
                  {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}]}]
                """.formatted(KEY_ID, SECRET));
        return ServerUnderTest.start(
                "local-lake",
                9791,
                KEY_ID,
                SECRET,
                scratch.resolve("lake.log"),
                List.of(
                        java(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString(),
                        "lake",
                        "--port=9791",
                        "--principals=" + users,
                        "--data=" + scratch.resolve("lake")));
    }

    private static ServerUnderTest s3Proxy(Path classPath, Path scratch) throws Exception {
        var properties = scratch.resolve("s3proxy.properties");
        var store = Files.createDirectories(scratch.resolve("s3proxy"));
        Files.writeString(properties, """
                s3proxy.endpoint=http://127.0.0.1:9792
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """.formatted(KEY_ID, SECRET, store));
        // Without this it logs every request at DEBUG, which would be an unfair peer.
        var logging = scratch.resolve("logback.xml");
        Files.writeString(logging, """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger %msg%n%ex</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="out"/></root>
                </configuration>
                """);
        return ServerUnderTest.start(
                "S3Proxy",
                9792,
                KEY_ID,
                SECRET,
                scratch.resolve("s3proxy.log"),
                List.of(
                        java(),
                        "-Xmx512m",
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        classPath + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString()));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private interface Call {
        URL signed(ServerUnderTest server, int number);

        void send(URL url) throws IOException;
    }

    /** Signed before the clock starts and sent by the JDK's client, so that it is the server that is measured and not the signing. */
    private static final class Put implements Call {
        private final byte[] body = new byte[1024];

        private Put() {
            new Random(1).nextBytes(body);
        }

        @Override
        public URL signed(ServerUnderTest server, int number) {
            return server.presigner()
                    .presignPutObject(presign -> presign.signatureDuration(VALID)
                            .putObjectRequest(request -> request.bucket(BUCKET).key(key(number))))
                    .url();
        }

        @Override
        public void send(URL url) throws IOException {
            var connection = (HttpURLConnection) url.openConnection();
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            finish(connection, 0);
        }
    }

    private static final class Get implements Call {
        @Override
        public URL signed(ServerUnderTest server, int number) {
            return server.presigner()
                    .presignGetObject(presign -> presign.signatureDuration(VALID)
                            .getObjectRequest(request -> request.bucket(BUCKET).key(key(number))))
                    .url();
        }

        @Override
        public void send(URL url) throws IOException {
            finish((HttpURLConnection) url.openConnection(), 1024);
        }
    }

    private static String key(int number) {
        return "sales_event/" + number + ".json";
    }

    private static void finish(HttpURLConnection connection, int length) throws IOException {
        if (connection.getResponseCode() != 200) {
            throw new IOException(connection.getRequestMethod() + " answered " + connection.getResponseCode());
        }
        try (var answer = connection.getInputStream()) {
            if (answer.readAllBytes().length != length) {
                throw new IOException("an answer of another length");
            }
        }
    }

    private void small(ServerUnderTest server, String what, Call call) throws Exception {
        var urls = IntStream.range(0, OBJECTS)
                .mapToObj(number -> call.signed(server, number))
                .toList();
        var next = new AtomicInteger();
        var cpu = server.cpuSeconds();
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < OBJECTS; number = next.getAndIncrement()) {
                        call.send(urls.get(number));
                    }
                    return null;
                }));
            }
            for (var thread : running) {
                thread.get();
            }
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        record(server, what + ", a second", OBJECTS / seconds);
        record(server, what + ", server CPU ms each", (server.cpuSeconds() - cpu) * 1000 / OBJECTS);
    }

    private void large(ServerUnderTest server) throws IOException {
        var body = new byte[LARGE];
        new Random(1).nextBytes(body);
        var start = System.nanoTime();
        server.client().putObject(request -> request.bucket(BUCKET).key("large"), RequestBody.fromBytes(body));
        record(server, "PUT 256 MiB, MiB/s", 256 / ((System.nanoTime() - start) / 1e9));
        start = System.nanoTime();
        try (InputStream answer =
                server.client().getObject(request -> request.bucket(BUCKET).key("large"))) {
            if (answer.transferTo(OutputStream.nullOutputStream()) != LARGE) {
                throw new IOException("the large object came back short");
            }
        }
        record(server, "GET 256 MiB, MiB/s", 256 / ((System.nanoTime() - start) / 1e9));
    }

    private void record(ServerUnderTest server, String what, double value) {
        figures.computeIfAbsent(what + "|" + server.name(), _ -> new ArrayList<>())
                .add(value);
    }

    private void print(List<ServerUnderTest> servers) {
        var names = servers.stream().map(ServerUnderTest::name).toList();
        System.out.println("| | " + names.get(0) + " | " + names.get(1) + " | ratio |");
        System.out.println("|---|---|---|---|");
        figures.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('|')))
                .filter(what -> !what.startsWith("warm-up"))
                .distinct()
                .forEach(what -> {
                    var lake = median(what, names.get(0));
                    var peer = median(what, names.get(1));
                    System.out.printf("| %s | %.2f | %.2f | %.2f |%n", what, lake, peer, lake / peer);
                });
    }

    private double median(String what, String server) {
        var values = figures.get(what + "|" + server).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
