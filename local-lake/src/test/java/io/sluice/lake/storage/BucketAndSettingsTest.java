package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketAndSettingsTest {
    @TempDir
    Path folder;

    @Test
    void bucketIsKeptAndListedByName() {
        var other =
                new Bucket("a.b", "eu-west-1", "444455556666", Instant.ofEpochMilli(1234), Bucket.Versioning.ENABLED);
        try (var lake = TestStore.open(folder)) {
            lake.store.createBucket(other);
        }
        try (var lake = TestStore.open(folder)) {
            assertThat(lake.store.bucket("a.b")).contains(other);
            assertThat(lake.store.buckets()).containsExactly(other, TestStore.bucket(TestStore.BUCKET));
            assertThat(lake.store.bucket("a")).isEmpty();
        }
    }

    @Test
    void nameThatIsTakenIsRefusedByWhoOwnsIt() {
        try (var lake = TestStore.open(folder)) {
            var foreign = new Bucket(
                    TestStore.BUCKET, "us-east-1", "444455556666", Instant.EPOCH, Bucket.Versioning.UNVERSIONED);
            refuses(
                    ErrorCode.BucketAlreadyOwnedByYou,
                    () -> lake.store.createBucket(TestStore.bucket(TestStore.BUCKET)));
            refuses(ErrorCode.BucketAlreadyExists, () -> lake.store.createBucket(foreign));
        }
    }

    @Test
    void bucketIsDeletedOnlyWhenNothingIsInIt() {
        try (var lake = TestStore.open(folder).versioned()) {
            var id = lake.put("k", "1").versionId();
            var marker = lake.delete("k").versionId().orElseThrow();
            refuses(ErrorCode.BucketNotEmpty, () -> lake.store.deleteBucket(TestStore.BUCKET));
            lake.store.deleteVersion(TestStore.BUCKET, ObjectKey.of("k"), id);
            refuses(ErrorCode.BucketNotEmpty, () -> lake.store.deleteBucket(TestStore.BUCKET));
            lake.store.deleteVersion(TestStore.BUCKET, ObjectKey.of("k"), marker);
            lake.store.deleteBucket(TestStore.BUCKET);
            refuses(ErrorCode.NoSuchBucket, () -> lake.text("k"));
            refuses(ErrorCode.NoSuchBucket, () -> lake.put("k", "x"));
            refuses(ErrorCode.NoSuchBucket, () -> lake.store.deleteBucket(TestStore.BUCKET));
        }
    }

    @Test
    void settingsAreKeptByKindAndName() {
        try (var lake = TestStore.open(folder)) {
            var settings = lake.store.settings();
            settings.put("policy", "b", bytes("2"));
            settings.put("policy", "a", bytes("1"));
            settings.put("policyX", "c", bytes("3"));
            assertThat(settings.delete("policyX", "c")).isTrue();
            assertThat(settings.delete("policyX", "c")).isFalse();
        }
        try (var lake = TestStore.open(folder)) {
            var settings = lake.store.settings();
            assertThat(settings.get("policy", "a")).contains(bytes("1"));
            assertThat(settings.get("policyX", "c")).isEmpty();
            assertThat(settings.list("policy")).containsOnlyKeys("a", "b").containsEntry("b", bytes("2"));
            assertThat(settings.list("polic")).isEmpty();
        }
    }

    @Test
    void settingIsReplacedOnlyWhereItIsWhatWasExpected() {
        try (var lake = TestStore.open(folder)) {
            var settings = lake.store.settings();
            assertThat(settings.replace("k", "n", bytes("1"), bytes("2"))).isFalse();
            assertThat(settings.putIfAbsent("k", "n", bytes("1"))).isTrue();
            assertThat(settings.replace("k", "n", bytes("1"), bytes("2"))).isTrue();
            assertThat(settings.replace("k", "n", bytes("1"), bytes("3"))).isFalse();
            assertThat(settings.get("k", "n")).contains(bytes("2"));
        }
    }

    @Test
    void exactlyOneOfManyPutsASettingThatIsAbsent() {
        var wrote = new AtomicInteger();
        try (var lake = TestStore.open(folder)) {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 32; i++) {
                    executor.execute(
                            () -> wrote.addAndGet(lake.store.settings().putIfAbsent("k", "n", bytes("x")) ? 1 : 0));
                }
            }
        }
        assertThat(wrote).hasValue(1);
    }

    @Test
    void namesThatCouldBeTakenForOthersAreRefused() {
        try (var lake = TestStore.open(folder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lake.store.settings().put("k\0n", "m", bytes("x")));
        }
    }

    @Test
    void closedStoreRefusesAndDoesNotCrash() {
        var lake = TestStore.open(folder);
        lake.put("k", "1");
        lake.close();
        assertThatIllegalStateException().isThrownBy(() -> lake.text("k"));
        assertThatIllegalStateException().isThrownBy(() -> lake.put("k", "2"));
        assertThatIllegalStateException().isThrownBy(lake::keys);
        lake.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refuses(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(call)
                .extracting(AwsException::code)
                .isEqualTo(code);
    }
}
