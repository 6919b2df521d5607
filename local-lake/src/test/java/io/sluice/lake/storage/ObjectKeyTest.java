package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    private static final List<String> ODD = List.of(
            "\0",
            "\0\0",
            "\0a",
            "\u0001",
            " ",
            "%2F",
            "%252F",
            "+",
            "..",
            "../",
            "../x",
            "./x",
            "/",
            "//",
            "/a",
            "=",
            "a",
            "a\0",
            "a\0\0",
            "a\0b",
            "a\u0001",
            "a ",
            "a+b",
            "a/",
            "a//b",
            "a/b",
            "a0",
            "aa",
            "A",
            "ä",
            "日本",
            "😀",
            "\u007f",
            "x".repeat(1023),
            "x".repeat(1024));

    @TempDir
    Path folder;

    @Test
    void oddKeysAreDistinctAndListInByteOrder() {
        try (var lake = TestStore.open(folder)) {
            ODD.forEach(key -> lake.put(key, "body of " + key));
            assertThat(ODD).allSatisfy(key -> assertThat(lake.text(key)).isEqualTo("body of " + key));
            assertThat(lake.keys()).containsExactlyElementsOf(inByteOrder());
        }
    }

    @Test
    void versionsOfOddKeysListInByteOrderToo() {
        try (var lake = TestStore.open(folder).versioned()) {
            ODD.forEach(key -> lake.put(key, "old"));
            ODD.forEach(key -> lake.put(key, "new"));
            var listed = lake.store
                    .listVersions(TestStore.BUCKET, ListQuery.all(1000))
                    .objects();
            assertThat(listed)
                    .extracting(version -> version.key().text())
                    .containsExactlyElementsOf(inByteOrder().stream()
                            .flatMap(key -> List.of(key, key).stream())
                            .toList());
            assertThat(listed).extracting(ObjectVersion::latest).startsWith(true, false, true, false);
        }
    }

    @Test
    void bytesThatAreNotTextAreKeys() {
        try (var lake = TestStore.open(folder)) {
            var broken = ObjectKey.fromRawPath("%FF%C3");
            lake.put(PutObject.of(TestStore.BUCKET, broken), new byte[] {1});
            assertThat(lake.store.find(TestStore.BUCKET, broken)).isPresent();
            assertThat(lake.store.find(TestStore.BUCKET, ObjectKey.of(broken.text())))
                    .isEmpty();
            assertThat(lake.store
                            .list(TestStore.BUCKET, ListQuery.all(1))
                            .objects()
                            .getFirst()
                            .key())
                    .isEqualTo(broken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a%2Fb,a/b", "a%252Fb,a%2Fb", "a+b,a+b", "a//b,a//b", "../x,../x", "%e2%82%ac,€", "€,€", "%00,'\0'"})
    void rawPathIsDecodedOnceAndNeverNormalised(String rawPath, String key) {
        assertThat(ObjectKey.fromRawPath(rawPath)).isEqualTo(ObjectKey.of(key));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "%", "a%2", "%zz", "%2g"})
    void malformedPathsAreRefused(String rawPath) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.fromRawPath(rawPath));
    }

    @Test
    void keyOfMoreThan1024BytesIsRefused() {
        assertThat(ObjectKey.of("ä".repeat(512)).bytes().length()).isEqualTo(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("ä".repeat(512) + "a"));
    }

    @Test
    void successorIsBehindEverythingUnderThePrefix() {
        assertThat(Keys.successor(new byte[] {'a', (byte) 0xff}))
                .map(RawBytes::of)
                .isEqualTo(Optional.of(RawBytes.of("b")));
        assertThat(Keys.successor(new byte[] {(byte) 0xff})).isEmpty();
    }

    private static List<String> inByteOrder() {
        return ODD.stream()
                .sorted((a, b) ->
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
