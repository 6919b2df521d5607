package io.sluice.sales;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.BiConsumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/** The kinds of rows in the ledger: one letter, then a name, a number or a hash. */
enum LedgerKey {
    OBJECT('o'),
    FAILED('f'),
    ID('i'),
    EVENT('e'),
    PROBLEM('p'),
    TOTALS('t');

    static final byte[] COUNTERS = {'c'};
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:00");
    private static final int ID_BYTES = 16;

    private final byte letter;

    LedgerKey(char letter) {
        this.letter = (byte) letter;
    }

    byte[] of(String name) {
        return of(name.getBytes(UTF_8));
    }

    byte[] of(long number) {
        return of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Half a SHA-256 stands for a text of any length. */
    byte[] ofHash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return ByteBuffer.allocate(1 + ID_BYTES)
                    .put(letter)
                    .put(hash, 0, ID_BYTES)
                    .array();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] of(byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put(letter).put(rest).array();
    }

    boolean matches(byte[] key) {
        return key.length > 0 && key[0] == letter;
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(1);
    }

    /** Every row of this kind with its name. */
    void each(RocksDB db, BiConsumer<String, byte[]> row) {
        try (ReadOptions read = new ReadOptions();
                RocksIterator rows = db.newIterator(read)) {
            for (rows.seek(new byte[] {letter}); rows.isValid() && matches(rows.key()); rows.next()) {
                row.accept(new String(rows.key(), 1, rows.key().length - 1, UTF_8), rows.value());
            }
        }
    }

    /** A store's number so that stores sort by it. */
    static String padded(long store) {
        return String.format("%010d", store);
    }

    static String unpadded(String dimension, String name) {
        return dimension.equals("store/") ? String.valueOf(Long.parseLong(name)) : name;
    }

    static String hour(LocalDateTime time) {
        return HOUR.format(time);
    }
}
