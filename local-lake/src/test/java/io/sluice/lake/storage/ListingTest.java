package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings against a model that looks at every key. */
class ListingTest {
    private static final byte[] ALPHABET = {'a', 'b', '/', '-', 0, (byte) 0xff};

    @TempDir
    Path folder;

    @Test
    void everyPageOfRandomListingsIsWhatAScanFinds() {
        var random = new Random(7);
        try (var lake = TestStore.open(folder)) {
            var model = fill(lake, random, 400);
            for (int i = 0; i < 1500; i++) {
                var query = randomQuery(random);
                assertThat(names(lake.store.list(TestStore.BUCKET, query)))
                        .as("%s %s %s", query.prefix(), query.delimiter(), query.after())
                        .isEqualTo(expected(model, query));
            }
        }
    }

    @Test
    void pagesTogetherAreTheWholeListing() {
        var random = new Random(11);
        try (var lake = TestStore.open(folder)) {
            var model = fill(lake, random, 300);
            for (int i = 0; i < 60; i++) {
                var query = ListQuery.under(bytes(random, 2), delimiter(random), 1 + random.nextInt(7));
                var whole = new ListQuery(query.prefix(), query.delimiter(), RawBytes.EMPTY, Optional.empty(), 100_000);
                assertThat(paged(lake, query)).isEqualTo(expected(model, whole));
            }
        }
    }

    @Test
    void pagesOfVersionsAreTheWholeListingNewestFirst() {
        var random = new Random(13);
        try (var lake = TestStore.open(folder).versioned()) {
            var model = new TreeMap<ObjectKey, List<String>>();
            for (int i = 0; i < 600; i++) {
                change(lake, random, model);
            }
            var expected = new ArrayList<String>();
            model.forEach((key, ids) -> ids.reversed().forEach(id -> expected.add(key + " " + id)));
            for (int size = 1; size < 9; size++) {
                assertThat(pagedVersions(lake, ListQuery.all(size))).isEqualTo(expected);
            }
        }
    }

    private static void change(TestStore lake, Random random, SortedMap<ObjectKey, List<String>> model) {
        var key = new ObjectKey(RawBytes.of(new byte[] {ALPHABET[random.nextInt(6)], ALPHABET[random.nextInt(6)]}));
        var ids = model.computeIfAbsent(key, _ -> new ArrayList<>());
        switch (random.nextInt(6)) {
            case 0 ->
                ids.add(lake.store
                        .delete(TestStore.BUCKET, key, WriteCondition.NONE)
                        .versionId()
                        .orElseThrow());
            case 1 -> {
                if (!ids.isEmpty()) {
                    var id = ids.remove(random.nextInt(ids.size()));
                    lake.store.deleteVersion(TestStore.BUCKET, key, id);
                }
            }
            case 2 -> {
                lake.suspended();
                var put = lake.put(PutObject.of(TestStore.BUCKET, key), new byte[1]);
                ids.remove("null");
                ids.add(put.versionId());
                lake.versioned();
            }
            default ->
                ids.add(lake.put(PutObject.of(TestStore.BUCKET, key), new byte[1])
                        .versionId());
        }
    }

    @Test
    void deleteMarkersAreNotListedAndMakeNoCommonPrefix() {
        try (var lake = TestStore.open(folder).versioned()) {
            lake.put("a/1", "x");
            lake.put("b/1", "x");
            lake.put("b/2", "x");
            lake.delete("a/1");
            lake.delete("b/1");
            assertThat(names(lake.store.list(TestStore.BUCKET, slash(10)))).isEqualTo(List.of("b/*"));
        }
    }

    @Test
    void nothingIsListedAndNothingFollowsForNoKeys() {
        try (var lake = TestStore.open(folder)) {
            lake.put("a", "x");
            var listing = lake.store.list(TestStore.BUCKET, ListQuery.all(0));
            assertThat(listing.objects()).isEmpty();
            assertThat(listing.truncated()).isFalse();
        }
    }

    @Test
    void bucketsDoNotSeeEachOthersKeys() {
        try (var lake = TestStore.open(folder)) {
            lake.store.createBucket(TestStore.bucket("other"));
            lake.put("a", "x");
            assertThat(lake.store.list("other", ListQuery.all(10)).objects()).isEmpty();
            assertThat(lake.keys()).containsExactly("a");
        }
    }

    private static ListQuery slash(int maxKeys) {
        return ListQuery.under(RawBytes.EMPTY, RawBytes.of("/"), maxKeys);
    }

    private static SortedSet<RawBytes> fill(TestStore lake, Random random, int count) {
        var model = new TreeSet<RawBytes>();
        for (int i = 0; i < count; i++) {
            var key = bytes(random, 6);
            if (!key.isEmpty()) {
                lake.put(PutObject.of(TestStore.BUCKET, new ObjectKey(key)), new byte[1]);
                model.add(key);
            }
        }
        return model;
    }

    private static ListQuery randomQuery(Random random) {
        return new ListQuery(
                bytes(random, 3), delimiter(random), bytes(random, 4), Optional.empty(), 1 + random.nextInt(12));
    }

    private static RawBytes delimiter(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> RawBytes.EMPTY;
            case 1 -> RawBytes.of("a-");
            case 2 -> RawBytes.of(new byte[] {(byte) 0xff});
            default -> RawBytes.of("/");
        };
    }

    private static RawBytes bytes(Random random, int maxLength) {
        var bytes = new byte[random.nextInt(maxLength + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return RawBytes.of(bytes);
    }

    /** Names of keys and, with a star, of common prefixes in order, and a sign where more follows. */
    private static List<String> expected(SortedSet<RawBytes> keys, ListQuery query) {
        var items = new TreeMap<RawBytes, String>();
        for (var key : keys) {
            if (name(key).startsWith(name(query.prefix()))) {
                var item = rollUp(key, query);
                if (item.compareTo(query.after()) > 0 || query.after().isEmpty()) {
                    items.put(item, item.equals(key) && !endsRolled(key, query) ? name(key) : name(item) + "*");
                }
            }
        }
        var names = new ArrayList<>(items.values());
        if (names.size() > query.maxKeys()) {
            names.subList(query.maxKeys(), names.size()).clear();
            names.add("...");
        }
        return names;
    }

    private static boolean endsRolled(RawBytes key, ListQuery query) {
        return !query.delimiter().isEmpty()
                && name(key).indexOf(name(query.delimiter()), query.prefix().length()) >= 0;
    }

    private static RawBytes rollUp(RawBytes key, ListQuery query) {
        if (!endsRolled(key, query)) {
            return key;
        }
        int at = name(key).indexOf(name(query.delimiter()), query.prefix().length());
        return RawBytes.of(Arrays.copyOf(key.bytes(), at + query.delimiter().length()));
    }

    private static List<String> names(Listing listing) {
        var items = new TreeMap<RawBytes, String>();
        listing.objects()
                .forEach(object ->
                        items.put(object.key().bytes(), name(object.key().bytes())));
        listing.commonPrefixes().forEach(prefix -> items.put(prefix, name(prefix) + "*"));
        var names = new ArrayList<>(items.values());
        if (listing.truncated()) {
            names.add("...");
        }
        return names;
    }

    private static List<String> paged(TestStore lake, ListQuery first) {
        var names = new ArrayList<String>();
        var query = Optional.of(first);
        while (query.isPresent()) {
            var listing = lake.store.list(TestStore.BUCKET, query.get());
            names.addAll(names(listing));
            names.remove("...");
            query = listing.next().map(next -> first.after(next, Optional.empty()));
        }
        return names;
    }

    private static List<String> pagedVersions(TestStore lake, ListQuery first) {
        var names = new ArrayList<String>();
        var query = Optional.of(first);
        while (query.isPresent()) {
            var listing = lake.store.listVersions(TestStore.BUCKET, query.get());
            listing.objects().forEach(version -> names.add(version.key() + " " + version.versionId()));
            query = listing.next().map(next -> first.after(next, listing.nextId()));
        }
        return names;
    }

    /** One character a byte. */
    private static String name(RawBytes bytes) {
        return new String(bytes.bytes(), StandardCharsets.ISO_8859_1);
    }
}
