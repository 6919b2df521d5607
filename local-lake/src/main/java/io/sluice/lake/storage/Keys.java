package io.sluice.lake.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The keys of the database's rows: one letter for the table, then
 *
 * <pre>
 * B name                           a bucket
 * C bucket key                     the latest version of an object
 * V bucket key 00 00 ~sequence     an older version: newest first
 * N bucket key                     the sequence of an older version whose id is "null"
 * U bucket key 00 00 sequence      an upload: oldest first
 * P sequence number                a part of an upload
 * F blob                           how many rows use the file of a body
 * S kind 00 name                   a record of the control planes
 * M name                           counters of the store itself
 * </pre>
 *
 * Numbers are 8 bytes, those of parts 4. In front of {@code 00 00} each zero of the key is {@code 00 FF}: so the rows of all
 * objects keep the unsigned order of the keys, whatever bytes those have.
 */
final class Keys {
    static final byte[] BUCKETS = {'B'};
    static final byte[] EPOCH = {'M', 'e'};
    static final byte[] CLOCK = {'M', 'c'};

    private Keys() {}

    static byte[] bucket(String name) {
        return join('B', name.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] currents(long bucket) {
        return numbered('C', bucket, 0).array();
    }

    static byte[] current(long bucket, byte[] key) {
        return numbered('C', bucket, key.length).put(key).array();
    }

    static byte[] versions(long bucket) {
        return numbered('V', bucket, 0).array();
    }

    /** Where the versions of the smallest key that is not less than {@code key} begin. */
    static byte[] versionsFrom(long bucket, byte[] key) {
        return escaped('V', bucket, key, 0).array();
    }

    static byte[] versionsOf(long bucket, byte[] key) {
        return escaped('V', bucket, key, 2).putShort((short) 0).array();
    }

    static byte[] version(long bucket, byte[] key, long sequence) {
        return escaped('V', bucket, key, 10)
                .putShort((short) 0)
                .putLong(~sequence)
                .array();
    }

    static byte[] nullVersion(long bucket, byte[] key) {
        return numbered('N', bucket, key.length).put(key).array();
    }

    static byte[] uploads(long bucket) {
        return numbered('U', bucket, 0).array();
    }

    static byte[] uploadsFrom(long bucket, byte[] key) {
        return escaped('U', bucket, key, 0).array();
    }

    static byte[] upload(long bucket, byte[] key, long sequence) {
        return escaped('U', bucket, key, 10)
                .putShort((short) 0)
                .putLong(sequence)
                .array();
    }

    static byte[] parts(long upload) {
        return numbered('P', upload, 0).array();
    }

    static byte[] part(long upload, int number) {
        return numbered('P', upload, 4).putInt(number).array();
    }

    static byte[] blob(BlobName name) {
        return numbered('F', name.high(), 8).putLong(name.low()).array();
    }

    static byte[] settings(String kind) {
        return join('S', (kind + '\0').getBytes(StandardCharsets.UTF_8));
    }

    static byte[] setting(String kind, String name) {
        return join('S', (kind + '\0' + name).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] inline(long id) {
        return number(id);
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    static long number(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** The object's key in a row of the latest versions. */
    static byte[] currentKey(byte[] row) {
        return Arrays.copyOfRange(row, 9, row.length);
    }

    /** The object's key in a row of older versions or of uploads. */
    static byte[] escapedKey(byte[] row) {
        var key = new byte[row.length];
        int length = 0;
        for (int i = 9; row[i] != 0 || row[i + 1] != 0; i++) {
            key[length++] = row[i];
            if (row[i] == 0) {
                i++;
            }
        }
        return Arrays.copyOf(key, length);
    }

    /** The smallest bytes greater than everything that begins with the prefix; empty where there are none. */
    static Optional<byte[]> successor(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == (byte) 0xff) {
            length--;
        }
        if (length == 0) {
            return Optional.empty();
        }
        byte[] next = Arrays.copyOf(prefix, length);
        next[length - 1]++;
        return Optional.of(next);
    }

    static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static ByteBuffer numbered(char table, long number, int more) {
        return ByteBuffer.allocate(9 + more).put((byte) table).putLong(number);
    }

    private static ByteBuffer escaped(char table, long number, byte[] key, int more) {
        int zeros = 0;
        for (byte each : key) {
            zeros += each == 0 ? 1 : 0;
        }
        var row = numbered(table, number, key.length + zeros + more);
        for (byte each : key) {
            row.put(each);
            if (each == 0) {
                row.put((byte) 0xff);
            }
        }
        return row;
    }

    private static byte[] join(char table, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put((byte) table).put(rest).array();
    }
}
