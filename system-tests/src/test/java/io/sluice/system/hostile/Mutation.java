package io.sluice.system.hostile;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks what was well-formed: bytes are lost, doubled, flipped, and pieces come in that mean something to the reader. */
record Mutation(RandomGenerator random, List<String> pieces) {
    private static final int LONG_RUN = 40_000;

    byte[] of(byte[] whole) {
        var broken = whole;
        for (int times = 1 + random.nextInt(1 + random.nextInt(5)); times > 0; times--) {
            broken = once(broken);
        }
        return broken;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(random.nextInt(4) == 0 ? 200 : 8));
        return switch (random.nextInt(8)) {
            case 0 -> joined(bytes, at, new byte[0], to);
            case 1 -> joined(bytes, at, piece(), at);
            case 2 -> joined(bytes, at, piece(), to);
            case 3 -> joined(bytes, at, repeated(Arrays.copyOfRange(bytes, at, to)), at);
            case 4 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
            case 5 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : flipped(bytes, at);
            case 6 -> flipped(bytes, at);
            default -> random.nextInt(10) == 0 ? joined(bytes, at, longRun(), at) : flipped(bytes, at);
        };
    }

    private static byte[] joined(byte[] bytes, int at, byte[] between, int from) {
        var out = new ByteArrayOutputStream(bytes.length + between.length);
        out.write(bytes, 0, at);
        out.writeBytes(between);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private byte[] flipped(byte[] bytes, int at) {
        if (at == bytes.length) {
            return bytes;
        }
        var other = bytes.clone();
        other[at] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private byte[] piece() {
        return Raw.bytes(pieces.get(random.nextInt(pieces.size())));
    }

    private byte[] repeated(byte[] some) {
        var out = new ByteArrayOutputStream();
        for (int times = random.nextInt(6); times >= 0; times--) {
            out.writeBytes(some);
        }
        return out.toByteArray();
    }

    private byte[] longRun() {
        var run = new byte[random.nextInt(LONG_RUN)];
        Arrays.fill(run, (byte) (' ' + random.nextInt(95)));
        return run;
    }
}
