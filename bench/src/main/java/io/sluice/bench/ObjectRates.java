package io.sluice.bench;

import io.sluice.bench.Compared.Better;
import io.sluice.bench.Compared.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Small and large objects, the lake with enforcement on beside S3Proxy on its filesystem store, local-s3, and, where it is installed, radosgw, in the
 * same run: server after server in rounds, the medians of the rounds, and the ratios. The lake, S3Proxy and radosgw verify signatures, local-s3 does
 * not. Small requests are presigned before the clock starts; the large ones are the AWS SDK's own, with chunk signatures.
 *
 * <p>Arguments: the jar of the {@code sluice} command, the folder {@code bench/peers}, rounds (5 where nothing is said).
 */
public final class ObjectRates {
    private static final Duration PHASE = Duration.ofSeconds(3);
    /** Long enough for thousands of requests, which a JVM needs to compile what it does. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final int LARGE = 32 << 20;
    private static final String BUCKET = "bench-objects";

    private enum Measure {
        PUT_RATE("PUT 1 KiB, a second", Better.MORE),
        PUT_CPU("PUT 1 KiB, server CPU ms each", Better.LESS),
        GET_RATE("GET 1 KiB, a second", Better.MORE),
        GET_CPU("GET 1 KiB, server CPU ms each", Better.LESS),
        LARGE_PUT("PUT 32 MiB, MiB/s", Better.MORE),
        LARGE_GET("GET 32 MiB, MiB/s", Better.MORE),
        MEMORY("resident memory at the end, MiB", Better.LESS);

        private final String words;
        private final Better better;

        Measure(String words, Better better) {
            this.words = words;
            this.better = better;
        }
    }

    private final int rounds;
    private final Map<String, Map<Measure, List<Double>>> figures = new HashMap<>();

    private ObjectRates(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        var scratch = Files.createTempDirectory("sluice-bench");
        try {
            int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
            measure(new ObjectServers(Path.of(arguments[0]), Path.of(arguments[1]), scratch), new ObjectRates(rounds));
        } catch (Exception e) {
            throw new IOException("what the servers said is in " + scratch + "/*.log", e);
        }
        LargeCatalogue.delete(scratch);
    }

    private static void measure(ObjectServers servers, ObjectRates rates) throws Exception {
        try (var lake = servers.lake();
                var s3Proxy = servers.s3Proxy();
                var localS3 = servers.localS3()) {
            if (ObjectServers.hasRadosgw()) {
                try (var radosgw = servers.radosgw()) {
                    rates.run(List.of(lake, s3Proxy, localS3, radosgw));
                }
            } else {
                System.out.println("radosgw is not here: apt-get install radosgw ceph-mon ceph-osd ceph-common");
                rates.run(List.of(lake, s3Proxy, localS3));
            }
        }
    }

    private void run(List<ServerUnderTest> servers) throws Exception {
        for (var server : servers) {
            server.client().createBucket(request -> request.bucket(BUCKET));
            round(server, WARM_UP);
        }
        figures.clear();
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            for (var server : servers) {
                round(server, PHASE);
            }
        }
        for (var server : servers) {
            note(server, Measure.MEMORY, (double) server.residentMebibytes());
        }
        Compared.head();
        for (var peer : servers.subList(1, servers.size())) {
            tell(servers.getFirst(), peer);
        }
    }

    private void round(ServerUnderTest server, Duration phase) throws Exception {
        var small = new SmallObjects(server, BUCKET, phase);
        var put = small.put();
        note(server, Measure.PUT_RATE, put.perSecond());
        note(server, Measure.PUT_CPU, put.cpuMillisEach());
        var get = small.get();
        note(server, Measure.GET_RATE, get.perSecond());
        note(server, Measure.GET_CPU, get.cpuMillisEach());
        large(server);
    }

    private void large(ServerUnderTest server) throws IOException {
        var body = new byte[LARGE];
        new Random(1).nextBytes(body);
        long start = System.nanoTime();
        server.client().putObject(request -> request.bucket(BUCKET).key("large"), RequestBody.fromBytes(body));
        note(server, Measure.LARGE_PUT, mebibytesASecond(start));
        start = System.nanoTime();
        try (var answer =
                server.client().getObject(request -> request.bucket(BUCKET).key("large"))) {
            if (answer.transferTo(OutputStream.nullOutputStream()) != LARGE) {
                throw new IOException("the large object came back short");
            }
        }
        note(server, Measure.LARGE_GET, mebibytesASecond(start));
    }

    private static double mebibytesASecond(long start) {
        return (LARGE >> 20) / ((System.nanoTime() - start) / 1e9);
    }

    private void note(ServerUnderTest server, Measure measure, double value) {
        figures.computeIfAbsent(server.name(), _ -> new EnumMap<>(Measure.class))
                .computeIfAbsent(measure, _ -> new ArrayList<>())
                .add(value);
    }

    private void tell(ServerUnderTest lake, ServerUnderTest peer) {
        for (var measure : Measure.values()) {
            var theirs = new Figure(peer.name(), median(peer, measure));
            new Compared(measure.words, median(lake, measure), theirs, measure.better).tell();
        }
    }

    private double median(ServerUnderTest server, Measure measure) {
        var values = figures.get(server.name()).get(measure).stream().sorted().toList();
        return values.get(values.size() / 2);
    }
}
