package io.sluice.lake.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/** CRC-64/NVME, which the JDK has not, eight bytes at a step. */
final class Crc64Nvme implements Checksum {
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[][] TABLES = tables();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long state = -1;

    private static long[][] tables() {
        var tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) != 0 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
            }
            tables[0][i] = value;
        }
        for (int i = 0; i < 256; i++) {
            for (int t = 1; t < 8; t++) {
                long before = tables[t - 1][i];
                tables[t][i] = (before >>> 8) ^ tables[0][(int) (before & 0xff)];
            }
        }
        return tables;
    }

    @Override
    public void update(int b) {
        state = (state >>> 8) ^ TABLES[0][(int) ((state ^ b) & 0xff)];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long crc = state;
        for (; at + 8 <= end; at += 8) {
            long x = crc ^ (long) LONGS.get(bytes, at);
            crc = TABLES[7][(int) (x & 0xff)]
                    ^ TABLES[6][(int) (x >>> 8 & 0xff)]
                    ^ TABLES[5][(int) (x >>> 16 & 0xff)]
                    ^ TABLES[4][(int) (x >>> 24 & 0xff)]
                    ^ TABLES[3][(int) (x >>> 32 & 0xff)]
                    ^ TABLES[2][(int) (x >>> 40 & 0xff)]
                    ^ TABLES[1][(int) (x >>> 48 & 0xff)]
                    ^ TABLES[0][(int) (x >>> 56)];
        }
        state = crc;
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }
}
