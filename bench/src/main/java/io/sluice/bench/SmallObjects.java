package io.sluice.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Objects of 1 KiB by 8 threads, for some seconds or until all are done. Signed before the clock starts and sent by the JDK's client, so that it
 * is the server that is measured and not the signing.
 */
final class SmallObjects {
    private static final int THREADS = 8;
    private static final int MOST = 8_000;
    private static final int LENGTH = 1024;
    private static final Duration VALID = Duration.ofHours(1);

    private final ServerUnderTest server;
    private final String bucket;
    private final Duration atMost;
    private final byte[] body = new byte[LENGTH];
    private int written;

    SmallObjects(ServerUnderTest server, String bucket, Duration atMost) {
        this.server = server;
        this.bucket = bucket;
        this.atMost = atMost;
        new Random(1).nextBytes(body);
    }

    /** What a server reached. */
    record Rate(double perSecond, double cpuMillisEach) {}

    private interface Call {
        void send(URL url) throws IOException;
    }

    Rate put() throws Exception {
        var urls = IntStream.range(0, MOST).mapToObj(this::putUrl).toList();
        return run(urls, this::put);
    }

    /** Of the objects that were put last. */
    Rate get() throws Exception {
        var urls = IntStream.range(0, MOST)
                .map(number -> number % written)
                .mapToObj(this::getUrl)
                .toList();
        int before = written;
        var rate = run(urls, SmallObjects::get);
        written = before;
        return rate;
    }

    private URL putUrl(int number) {
        return server.presigner()
                .presignPutObject(presign -> presign.signatureDuration(VALID)
                        .putObjectRequest(request -> request.bucket(bucket).key(key(number))))
                .url();
    }

    private URL getUrl(int number) {
        return server.presigner()
                .presignGetObject(presign -> presign.signatureDuration(VALID)
                        .getObjectRequest(request -> request.bucket(bucket).key(key(number))))
                .url();
    }

    private static String key(int number) {
        return "sales_event/" + number + ".json";
    }

    private Rate run(List<URL> urls, Call call) throws Exception {
        var next = new AtomicInteger();
        double cpu = server.cpuSeconds();
        long start = System.nanoTime();
        long end = start + atMost.toNanos();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> send(urls, call, next, end)));
            }
            for (var thread : running) {
                waitFor(thread);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        written = Math.min(next.get(), urls.size());
        return new Rate(written / seconds, (server.cpuSeconds() - cpu) * 1000 / written);
    }

    private static Void send(List<URL> urls, Call call, AtomicInteger next, long end) throws IOException {
        while (System.nanoTime() < end) {
            int number = next.getAndIncrement();
            if (number >= urls.size()) {
                break;
            }
            call.send(urls.get(number));
        }
        return null;
    }

    private static void waitFor(Future<?> thread) throws IOException, InterruptedException {
        try {
            thread.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private void put(URL url) throws IOException {
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        finish(connection, 0);
    }

    private static void get(URL url) throws IOException {
        finish((HttpURLConnection) url.openConnection(), LENGTH);
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
}
