package io.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.sluice.bench.Compared.Better;
import io.sluice.bench.Compared.Figure;
import io.sluice.events.Compression;
import io.sluice.events.EventCodec;
import io.sluice.events.EventGenerator;
import io.sluice.events.Shape;
import io.sluice.redaction.Format;
import io.sluice.redaction.HashKeys;
import io.sluice.redaction.Redactor;
import io.sluice.redaction.UnredactableException;
import io.sluice.redaction.View;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How many megabytes of store events a second one thread redacts, of which {@code price} and {@code discount} go at any depth; and
 * what others that do the same reach on the same bytes in the same run. Rates are by CPU time, since the machine may be busy:
 * the best of five rounds in which each comes once. Then what is allocated for inputs of 1 MB to 10 GB, in a heap of 64 MB.
 */
public final class RedactionRates {
    private static final int MEGABYTE = 1_000_000;
    private static final int SAMPLE = 4 * MEGABYTE;
    private static final int ROUNDS = 5;
    private static final int REPEATED = 5;
    private static final Format LINES = new Format(Format.Shape.NDJSON, Format.Packing.NONE);
    private static final JsonFactory JSON = new JsonFactory();

    private interface Work {
        void on(InputStream in, OutputStream out) throws IOException, UnredactableException;
    }

    private record Peer(String name, int megabytes, Work work) {}

    private final byte[] sample = events();
    private final Redactor omitting = redactor("{'path':'$..price'},{'path':'$..discount'}");
    private double omittingRate;

    private RedactionRates() {}

    static void main(String[] arguments) throws Exception {
        RedactionRates rates = new RedactionRates();
        rates.compare();
        rates.outside();
        rates.heap(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000);
    }

    private static byte[] events() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T09:30:00.123456Z"), ZoneOffset.UTC);
        EventGenerator generator = new EventGenerator(new Random(1), clock, Shape.PRICED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < SAMPLE) {
            out.writeBytes(EventCodec.encode(generator.next()));
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static Redactor redactor(String rules) {
        String view = "{'name':'bench','bucket':'lake','prefix':'','rules':[" + rules + "]}";
        return Redactor.of(
                View.read(view.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                HashKeys.parse("k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
    }

    private void compare() throws IOException, UnredactableException {
        Redactor pseudonyms = redactor("{'path':'$.cust_id','verb':'hash','keyId':'k1'},{'path':'$..price'}");
        List<Peer> peers = List.of(
                new Peer("copying the bytes", 2_000, RedactionRates::copy),
                new Peer("redactor, lines", 800, (in, out) -> omitting.redact(LINES, in, out)),
                new Peer("redactor, lines, one field by HMAC", 100, (in, out) -> pseudonyms.redact(LINES, in, out)),
                new Peer("Jackson, streaming copy", 200, RedactionRates::jackson));
        double[] best = new double[peers.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < peers.size(); i++) {
                best[i] = Math.max(best[i], rate(peers.get(i)));
            }
        }
        System.out.println(
                "| one thread, 4 MB of store events again and again | MB per CPU second | of Jackson's |\n|---|---|---|");
        for (int i = 0; i < peers.size(); i++) {
            print(peers.get(i).name(), best[i], best[best.length - 1]);
        }
        omittingRate = best[1];
        beside("two fields out of", omittingRate, new Figure("Jackson", best[3]));
        beside("one field out of, another by HMAC in,", best[2], new Figure("Jackson, both out", best[3]));
        packed(Format.Packing.GZIP, Compression.GZIP, best[best.length - 1]);
        packed(Format.Packing.ZSTD, Compression.ZSTD, best[best.length - 1]);
    }

    private static void beside(String what, double ours, Figure theirs) {
        new Compared(what + " store events, MB a CPU second", ours, theirs, Better.MORE).tell();
    }

    private static void print(String name, double rate, double jackson) {
        System.out.printf("| %s | %.0f | %.2f |%n", name, rate, rate / jackson);
    }

    /** Unpacked megabytes, from packed bytes to packed bytes. */
    private void packed(Format.Packing packing, Compression compression, double jackson)
            throws IOException, UnredactableException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = compression.compress(packed)) {
            out.write(sample);
        }
        Format format = new Format(Format.Shape.NDJSON, packing);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = cpu();
            omitting.redact(format, new ByteArrayInputStream(packed.toByteArray()), OutputStream.nullOutputStream());
            best = Math.max(best, sample.length / 1e6 / ((cpu() - before) / 1e9));
        }
        print("redactor, lines, " + compression.name().toLowerCase(Locale.ROOT), best, jackson);
    }

    private double rate(Peer peer) throws IOException, UnredactableException {
        Repeated in = new Repeated(sample, (long) peer.megabytes() * MEGABYTE);
        long before = cpu();
        peer.work().on(in, OutputStream.nullOutputStream());
        return peer.megabytes() / ((cpu() - before) / 1e9);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] from = new byte[1 << 18];
        byte[] to = new byte[1 << 18];
        int count = in.read(from);
        while (count >= 0) {
            System.arraycopy(from, 0, to, 0, count);
            out.write(to, 0, count);
            count = in.read(from);
        }
    }

    private static void jackson(InputStream in, OutputStream out) throws IOException {
        try (JsonParser parser = JSON.createParser(in);
                JsonGenerator generator = JSON.createGenerator(out)) {
            generator.setRootValueSeparator(new SerializedString("\n"));
            while (parser.nextToken() != null) {
                String name = parser.currentToken() == JsonToken.FIELD_NAME ? parser.currentName() : "";
                if (name.equals("price") || name.equals("discount")) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        }
    }

    /** Programs that are installed, on a file of the same events; user and system time as the shell counts them. */
    private void outside() throws IOException, InterruptedException {
        Path file = Files.createTempFile("events", ".ndjson");
        Path script = Files.createTempFile("redact", ".py");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                for (int i = 0; i < REPEATED; i++) {
                    out.write(sample);
                }
            }
            Files.writeString(script, """
                    import json, sys
                    def without(v):
                        if isinstance(v, dict):
                            return {k: without(x) for k, x in v.items() if k not in ("price", "discount")}
                        return [without(x) for x in v] if isinstance(v, list) else v
                    for line in open(sys.argv[1]):
                        sys.stdout.write(json.dumps(without(json.loads(line))) + "\\n")
                    """);
            outside("jq", "jq -c 'del(..|objects|.price,.discount)' " + file);
            outside("Python", "python3 " + script + " " + file);
        } finally {
            Files.delete(file);
            Files.delete(script);
        }
    }

    private void outside(String name, String command) throws IOException, InterruptedException {
        double best = 0;
        for (int round = 0; round < 3; round++) {
            Process process = new ProcessBuilder("sh", "-c", command + " > /dev/null && times").start();
            List<String> lines = process.inputReader().lines().toList();
            if (process.waitFor() != 0) {
                System.out.println("| " + name + " | not here | |");
                return;
            }
            double seconds = Arrays.stream(lines.getLast().split(" "))
                    .mapToDouble(RedactionRates::seconds)
                    .sum();
            best = Math.max(best, REPEATED * (sample.length / 1e6) / seconds);
        }
        beside("two fields out of", omittingRate, new Figure(name, best));
    }

    private static double seconds(String time) {
        int minutes = time.indexOf('m');
        return 60 * Double.parseDouble(time.substring(0, minutes))
                + Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
    }

    private void heap(long mostMegabytes) throws IOException, UnredactableException {
        System.out.println("\n| input | allocated, KB | heap used after, MB | wall MB/s |\n|---|---|---|---|");
        List<Long> sizes = new ArrayList<>(List.of(1L, 100L, 1_000L));
        sizes.add(mostMegabytes);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long megabytes : sizes) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            omitting.redact(LINES, new Repeated(sample, megabytes * MEGABYTE), OutputStream.nullOutputStream());
            double seconds = (System.nanoTime() - start) / 1e9;
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(
                    "| %d MB | %d | %d | %.0f |%n", megabytes, allocated / 1_000, used / MEGABYTE, megabytes / seconds);
        }
    }

    /** The same events over and over, whole lines only. */
    private static final class Repeated extends InputStream {
        private final byte[] bytes;
        private long left;
        private int at;

        Repeated(byte[] bytes, long length) {
            this.bytes = bytes;
            this.left = Math.max(1, length / bytes.length) * bytes.length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, Math.min(length, bytes.length - at));
            System.arraycopy(bytes, at, to, offset, count);
            at = at + count == bytes.length ? 0 : at + count;
            left -= count;
            return count;
        }
    }
}
