package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersioningTest {
    @TempDir
    Path folder;

    @Test
    void unversionedOverwriteReplacesAndFreesTheFile() {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", TestStore.random(1, TestStore.LARGE));
            assertThat(lake.put("k", "second").versionId()).isEqualTo("null");
            assertThat(lake.text("k")).isEqualTo("second");
            assertThat(versions(lake, "k")).hasSize(1);
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @Test
    void unversionedDeleteRemovesAndLeavesNoMarker() {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", TestStore.random(1, TestStore.LARGE));
            assertThat(lake.delete("k")).isEqualTo(new Deletion(false, Optional.empty()));
            assertThat(lake.text("k")).isEqualTo("<none>");
            assertThat(versions(lake, "k")).isEmpty();
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @Test
    void enabledKeepsEveryVersionUnderItsId() {
        try (var lake = TestStore.open(folder).versioned()) {
            var first = lake.put("k", "1");
            var second = lake.put("k", "2");
            assertThat(lake.text("k")).isEqualTo("2");
            assertThat(lake.text("k", first.versionId())).isEqualTo("1");
            assertThat(lake.text("k", second.versionId())).isEqualTo("2");
            assertThat(lake.text("other", first.versionId())).isEqualTo("<none>");
            assertThat(first.versionId()).hasSize(32).isNotEqualTo(second.versionId());
        }
    }

    @Test
    void idsThatNobodyGaveFindNothing() {
        try (var lake = TestStore.open(folder).versioned()) {
            var id = lake.put("k", "1").versionId();
            lake.put("k", "2");
            for (var wrong : List.of("", "null", "x", Ids.of(1), flip(id), id + "A", id.toLowerCase(Locale.ROOT))) {
                assertThat(lake.text("k", wrong)).as(wrong).isEqualTo("<none>");
                assertThat(lake.store
                                .deleteVersion(TestStore.BUCKET, ObjectKey.of("k"), wrong)
                                .versionId())
                        .isEmpty();
            }
            assertThat(lake.text("k", id)).isEqualTo("1");
        }
    }

    private static String flip(String id) {
        return (id.charAt(0) == 'A' ? 'B' : 'A') + id.substring(1);
    }

    @Test
    void deleteMarkerHidesUntilItIsRemoved() {
        try (var lake = TestStore.open(folder).versioned()) {
            lake.put("k", "1");
            var marker = lake.delete("k");
            assertThat(marker.deleteMarker()).isTrue();
            assertThat(lake.text("k")).isEqualTo("<deleted>");
            assertThat(lake.keys()).isEmpty();
            assertThat(deleteVersion(lake, "k", marker.versionId().orElseThrow()))
                    .isEqualTo(marker);
            assertThat(lake.text("k")).isEqualTo("1");
            assertThat(lake.store
                            .find(TestStore.BUCKET, ObjectKey.of("k"))
                            .orElseThrow()
                            .latest())
                    .isTrue();
        }
    }

    @Test
    void removingTheLatestShowsTheNewestOfTheOthers() {
        try (var lake = TestStore.open(folder).versioned()) {
            lake.put("k", "1");
            var second = lake.put("k", "2");
            var third = lake.put("k", "3");
            deleteVersion(lake, "k", second.versionId());
            deleteVersion(lake, "k", third.versionId());
            assertThat(lake.text("k")).isEqualTo("1");
            assertThat(versions(lake, "k")).hasSize(1);
        }
    }

    @Test
    void versionFromBeforeEnablingIsTheNullVersion() {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", "unversioned");
            lake.versioned().put("k", "versioned");
            assertThat(lake.text("k", "null")).isEqualTo("unversioned");
            deleteVersion(lake, "k", "null");
            assertThat(lake.text("k", "null")).isEqualTo("<none>");
            assertThat(lake.text("k")).isEqualTo("versioned");
        }
    }

    @Test
    void suspendedReplacesOnlyTheNullVersion() {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", TestStore.random(1, TestStore.LARGE));
            var kept = lake.versioned().put("k", "kept");
            lake.suspended();
            assertThat(lake.put("k", "null 1").versionId()).isEqualTo("null");
            assertThat(TestStore.blobs(folder)).isEmpty();
            lake.put("k", "null 2");
            assertThat(versions(lake, "k")).containsExactly("null", kept.versionId());
            assertThat(lake.text("k", "null")).isEqualTo("null 2");
            assertThat(lake.text("k", kept.versionId())).isEqualTo("kept");
        }
    }

    @Test
    void suspendedDeletePutsANullMarkerInPlaceOfTheNullVersion() {
        try (var lake = TestStore.open(folder).versioned()) {
            var kept = lake.put("k", "kept");
            lake.suspended().put("k", "null");
            assertThat(lake.delete("k")).isEqualTo(new Deletion(true, Optional.of("null")));
            assertThat(versions(lake, "k")).containsExactly("null", kept.versionId());
            deleteVersion(lake, "k", "null");
            assertThat(lake.text("k")).isEqualTo("kept");
        }
    }

    @Test
    void nullVersionStaysFindableBelowLaterVersions() {
        try (var lake = TestStore.open(folder).suspended()) {
            lake.put("k", "null");
            lake.versioned().put("k", "1");
            var second = lake.put("k", "2");
            assertThat(lake.text("k", "null")).isEqualTo("null");
            lake.suspended().put("k", "new null");
            assertThat(versions(lake, "k")).hasSize(3).startsWith("null", second.versionId());
        }
    }

    @Test
    void versioningIsNeverUndone() {
        try (var lake = TestStore.open(folder).versioned()) {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> lake.store.setVersioning(TestStore.BUCKET, Bucket.Versioning.UNVERSIONED))
                    .extracting(AwsException::code)
                    .isEqualTo(ErrorCode.IllegalVersioningConfigurationException);
            assertThat(lake.suspended()
                            .store
                            .bucket(TestStore.BUCKET)
                            .orElseThrow()
                            .versioning())
                    .isEqualTo(Bucket.Versioning.SUSPENDED);
        }
    }

    @Test
    void tagsOfEachVersionAreItsOwnAndChangeNothingElse() {
        try (var lake = TestStore.open(folder).versioned()) {
            var first = lake.put("k", TestStore.random(1, TestStore.LARGE));
            var second = lake.put("k", "2");
            var key = ObjectKey.of("k");
            lake.store.replaceTags(TestStore.BUCKET, key, Optional.of(first.versionId()), Map.of("of", "first"));
            lake.store.replaceTags(TestStore.BUCKET, key, Optional.empty(), Map.of("of", "second"));
            assertThat(lake.store.find(TestStore.BUCKET, key, first.versionId()).orElseThrow())
                    .isEqualTo(withTags(first, "first", false));
            assertThat(lake.store.find(TestStore.BUCKET, key)).contains(withTags(second, "second", true));
        }
    }

    private static ObjectVersion withTags(ObjectVersion object, String of, boolean latest) {
        var version = object.version();
        return new ObjectVersion(
                object.bucket(),
                object.key(),
                new ObjectVersion.Version(version.id(), latest, false, version.lastModified()),
                object.content(),
                object.attributes().withTags(Map.of("of", of)));
    }

    @Test
    void tagsOfWhatIsNotThereAreRefused() {
        try (var lake = TestStore.open(folder).versioned()) {
            assertThat(tagRefusal(lake, Optional.empty())).isEqualTo(ErrorCode.NoSuchKey);
            assertThat(tagRefusal(lake, Optional.of("null"))).isEqualTo(ErrorCode.NoSuchVersion);
            lake.delete("k");
            assertThat(tagRefusal(lake, Optional.empty())).isEqualTo(ErrorCode.MethodNotAllowed);
        }
    }

    private static ErrorCode tagRefusal(TestStore lake, Optional<String> version) {
        try {
            lake.store.replaceTags(TestStore.BUCKET, ObjectKey.of("k"), version, Map.of());
        } catch (AwsException e) {
            return e.code();
        }
        throw new AssertionError("not refused");
    }

    @Test
    void lastModifiedNeverGoesBack() {
        try (var lake = TestStore.open(folder).versioned()) {
            for (int i = 0; i < 50; i++) {
                lake.put("k", "" + i);
            }
            var times = lake.store.listVersions(TestStore.BUCKET, ListQuery.all(100)).objects().stream()
                    .map(ObjectVersion::lastModified)
                    .toList();
            assertThat(times.reversed()).hasSize(50).isSorted();
        }
    }

    private static Deletion deleteVersion(TestStore lake, String key, String id) {
        return lake.store.deleteVersion(TestStore.BUCKET, ObjectKey.of(key), id);
    }

    private static List<String> versions(TestStore lake, String key) {
        return lake.store.listVersions(TestStore.BUCKET, ListQuery.all(100)).objects().stream()
                .filter(version -> version.key().text().equals(key))
                .map(ObjectVersion::versionId)
                .toList();
    }
}
