package io.sluice.lake.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings as rows of the database. */
final class SettingsRows implements Settings {
    private final Database database;
    private final Committer committer;

    SettingsRows(Database database, Committer committer) {
        this.database = database;
        this.committer = committer;
    }

    @Override
    public Optional<byte[]> get(String kind, String name) {
        return database.get(row(kind, name));
    }

    @Override
    public void put(String kind, String name, byte[] value) {
        byte[] row = row(kind, name);
        byte[] copy = value.clone();
        committer.commit(transaction -> {
            transaction.put(row, copy);
            return true;
        });
    }

    @Override
    public boolean putIfAbsent(String kind, String name, byte[] value) {
        return putIf(row(kind, name), Optional.empty(), value.clone());
    }

    @Override
    public boolean replace(String kind, String name, byte[] expected, byte[] value) {
        return putIf(row(kind, name), Optional.of(expected.clone()), value.clone());
    }

    private boolean putIf(byte[] row, Optional<byte[]> expected, byte[] value) {
        return committer
                .commit(transaction -> {
                    boolean same = Arrays.equals(transaction.get(row).orElse(null), expected.orElse(null));
                    if (same) {
                        transaction.put(row, value);
                    }
                    return same;
                })
                .result();
    }

    @Override
    public boolean delete(String kind, String name) {
        byte[] row = row(kind, name);
        return committer
                .commit(transaction -> {
                    boolean there = transaction.get(row).isPresent();
                    transaction.delete(row);
                    return there;
                })
                .result();
    }

    @Override
    public SortedMap<String, byte[]> list(String kind) {
        byte[] prefix = Keys.settings(checked(kind));
        return database.read(view -> {
            var found = new TreeMap<String, byte[]>();
            try (var rows = view.scan(prefix)) {
                for (rows.first(); rows.valid(); rows.next()) {
                    int length = rows.key().length - prefix.length;
                    found.put(new String(rows.key(), prefix.length, length, StandardCharsets.UTF_8), rows.value());
                }
            }
            return found;
        });
    }

    private static byte[] row(String kind, String name) {
        return Keys.setting(checked(kind), checked(name));
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in the name of a setting");
        }
        return text;
    }
}
