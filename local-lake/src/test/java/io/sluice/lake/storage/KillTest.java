package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a process that writes, over and over in one folder, and looks at what is there: {@code -Dsluice.long=true} for 400 kills. */
class KillTest {
    private static final int KILLS = Boolean.getBoolean("sluice.long") ? 200 : 10;

    @TempDir
    Path folder;

    /** The changes of each thread that were acknowledged last by key, and the one that it was at when it was killed. */
    private final Map<String, Change> acknowledged = new HashMap<>();

    private final Map<Integer, Change> begun = new HashMap<>();
    private final Map<String, Change> byVersion = new HashMap<>();
    private int acknowledgements;

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Bucket.Versioning.class,
            names = {"UNVERSIONED", "ENABLED"})
    void nothingAcknowledgedIsLostAndNothingIsTorn(Bucket.Versioning versioning) throws IOException {
        try (var lake = TestStore.open(folder)) {
            lake.store.setVersioning(TestStore.BUCKET, versioning);
        }
        var random = new Random(17);
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(random);
            try (var lake = TestStore.open(folder)) {
                check(lake);
            }
        }
        assertThat(acknowledgements).isGreaterThan(KILLS);
        checkFiles();
    }

    /** Lets it do some changes, then kills it in the middle of others. */
    private void runAndKill(Random random) throws IOException {
        begun.clear();
        int killAt = random.nextInt(80);
        try (var child = ChildJvm.start(KilledWriter.class, folder.toString(), "" + random.nextInt())) {
            int seen = 0;
            for (var line = child.line(); line.isPresent(); line = child.line()) {
                if (seen++ == killAt) {
                    child.kill();
                }
                if (line.get().endsWith(" " + KilledWriter.END)) {
                    note(line.get().split(" "));
                }
            }
            assertThat(seen).as("lines before the process ended").isGreaterThan(killAt);
        }
    }

    private void note(String[] words) {
        switch (words[0]) {
            case "begin" ->
                begun.put(
                        Integer.valueOf(words[1]),
                        new Change(words[2], Integer.parseInt(words[3]), Integer.parseInt(words[4])));
            case "done" -> {
                var change = begun.remove(Integer.valueOf(words[1]));
                acknowledged.put(change.key, change);
                byVersion.put(words[2], change);
                acknowledgements++;
            }
            default -> assertThat(words[0]).isEqualTo("ready");
        }
    }

    private void check(TestStore lake) {
        for (var change : begun.values()) {
            if (!change.isIn(lake)) {
                assertThat(Optional.ofNullable(acknowledged.get(change.key)))
                        .as("neither what was being written to %s nor what was there before", change.key)
                        .matches(before -> before.map(old -> old.isIn(lake)).orElseGet(() -> absent(lake, change.key)));
            } else {
                acknowledged.put(change.key, change);
            }
        }
        assertThat(acknowledged.values()).allMatch(change -> change.isIn(lake));
        byVersion.keySet().removeAll(List.of("null", "none"));
        assertThat(byVersion.entrySet()).allMatch(each -> each.getValue().isIn(lake, each.getKey()));
    }

    private static boolean absent(TestStore lake, String key) {
        return lake.store.find(TestStore.BUCKET, ObjectKey.of(key)).isEmpty();
    }

    /** No file belongs to nobody, once the uploads that were cut off are aborted. */
    private void checkFiles() {
        try (var lake = TestStore.open(folder)) {
            lake.store.swept();
            lake.store
                    .listUploads(TestStore.BUCKET, ListQuery.all(10_000))
                    .uploads()
                    .forEach(upload -> lake.store.abortUpload(TestStore.ref(upload)));
            var versions = lake.store
                    .listVersions(TestStore.BUCKET, ListQuery.all(1_000_000))
                    .objects();
            assertThat(TestStore.blobs(folder)).hasSize((int) versions.stream()
                    .filter(version -> version.size() > RocksObjectStore.MAX_INLINE)
                    .count());
        }
    }

    /** @param size -1 for a delete */
    private record Change(String key, int seed, int size) {
        boolean isIn(TestStore lake) {
            return is(lake.store.open(TestStore.BUCKET, ObjectKey.of(key)));
        }

        boolean isIn(TestStore lake, String version) {
            return is(lake.store.open(TestStore.BUCKET, ObjectKey.of(key), version));
        }

        private boolean is(Optional<OpenObject> found) {
            if (found.isEmpty()) {
                return size < 0;
            }
            try (var open = found.get()) {
                return open.object().deleteMarker()
                        ? size < 0
                        : size >= 0 && Arrays.equals(TestStore.bytes(open), TestStore.random(seed, size));
            }
        }
    }
}
