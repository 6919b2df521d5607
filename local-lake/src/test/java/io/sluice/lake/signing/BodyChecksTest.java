package io.sluice.lake.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyChecksTest {
    /** Of {@code hello}. */
    private static final String TABLE = """
            CRC32,     NhCmhg==
            CRC32C,    mnG7TA==
            CRC64NVME, M3eFcAZSQlc=
            SHA1,      qvTGHdzF6KLavt4PO0gs2a6pQ00=
            SHA256,    LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=
            """;

    private static String field(String algorithm) {
        return "x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = TABLE)
    void checksumInTheHeadMustHold(String algorithm, String value) {
        assertThat(new Signer().field(field(algorithm), value).replay().code()).isEqualTo("OK");
        assertThat(new Signer().field(field(algorithm), value).body("hellO").replay())
                .returns("BadDigest", Replay.Outcome::code)
                .returns(
                        "The " + algorithm + " you specified did not match the calculated checksum.",
                        Replay.Outcome::message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = TABLE)
    void checksumThatIsNoneIsRefused(String algorithm, String value) {
        var shorter = Base64.getEncoder().encodeToString(new byte[3]);
        assertThat(new Signer().field(field(algorithm), shorter).replay().code())
                .isEqualTo("InvalidRequest");
        assertThat(new Signer().field(field(algorithm), "not base64!").replay().code())
                .isEqualTo("InvalidRequest");
        assertThat(new Signer().field(field(algorithm), value).replay().code()).isEqualTo("OK");
    }

    @Test
    void otherSpellingOfTheSameChecksumIsRefused() {
        assertThat(new Signer()
                        .field("x-amz-checksum-crc32", "NhCmhh==")
                        .replay()
                        .code())
                .isEqualTo("BadDigest");
    }

    @Test
    void checksumInThePresignedQueryMustHold() {
        assertThat(new Signer()
                        .query("x-amz-checksum-crc32=NhCmhg%3D%3D")
                        .replayPresigned()
                        .code())
                .isEqualTo("OK");
        assertThat(new Signer()
                        .query("x-amz-checksum-crc32=AAAAAA%3D%3D")
                        .replayPresigned()
                        .code())
                .isEqualTo("BadDigest");
        assertThat(new Signer()
                        .query("X-Amz-Checksum-Crc32=AAAAAA%3D%3D")
                        .replayPresigned()
                        .code())
                .isEqualTo("BadDigest");
    }

    @Test
    void onlyOneChecksumMayBeGiven() {
        var signer = new Signer()
                .field("x-amz-checksum-crc32", "NhCmhg==")
                .field("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=");
        assertThat(signer.replay())
                .returns("InvalidRequest", Replay.Outcome::code)
                .returns(
                        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
                        Replay.Outcome::message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"CRC32, OK", "crc32, OK", "SHA1, InvalidRequest", "MD5, InvalidRequest"})
    void namedAlgorithmIsTheOneThatIsThere(String algorithm, String expected) {
        var signer =
                new Signer().field("x-amz-checksum-crc32", "NhCmhg==").field("x-amz-sdk-checksum-algorithm", algorithm);
        assertThat(signer.replay().code()).isEqualTo(expected);
    }

    @Test
    void namedAlgorithmWithoutChecksumIsRefused() {
        assertThat(new Signer()
                        .field("x-amz-sdk-checksum-algorithm", "CRC32")
                        .replay()
                        .message())
                .startsWith("x-amz-sdk-checksum-algorithm specified, but no corresponding");
    }

    @Test
    void announcedTrailerWithoutATrailerIsRefused() {
        assertThat(new Signer()
                        .field("x-amz-trailer", "x-amz-checksum-crc32")
                        .replay()
                        .code())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void checksumOfAnAssembledObjectIsNotThatOfTheRequest() {
        var signer = new Signer().method("POST").field("x-amz-checksum-crc32", "AAAAAA==");
        assertThat(signer.query("uploadId=u").replay().code()).isEqualTo("OK");
        assertThat(signer.query("delete=").replay().code()).isEqualTo("BadDigest");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "XUFAKrxLKna5cZ2REBfFkg==, OK",
        "XUFAKrxLKna5cZ2REBfFkA==, BadDigest",
        "XUFAKrxLKna5cZ2REBfF, InvalidDigest",
        "5d41402abc4b2a76b9719d911017c592, InvalidDigest",
        "'', InvalidDigest"
    })
    void contentMd5MustHold(String value, String expected) {
        assertThat(new Signer().field("content-md5", value).replay().code()).isEqualTo(expected);
    }

    @Test
    void hashInTheHeadMustHold() {
        var outcome = new Signer().payload(Signer.hash(Hex.bytes("hellO"))).replay();
        assertThat(outcome.code()).isEqualTo("XAmzContentSHA256Mismatch");
        assertThat(outcome.refusal().details())
                .containsEntry("ClientComputedContentSHA256", Signer.hash(Hex.bytes("hellO")))
                .containsEntry("S3ComputedContentSHA256", Signer.hash(Hex.bytes("hello")));
        assertThat(new Signer().payload("UNSIGNED-PAYLOAD").replay().code()).isEqualTo("OK");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"6", "1000000"})
    void bodyShorterThanAnnouncedIsRefused(String length) {
        assertThat(new Signer().field("content-length", length).replay().code()).isEqualTo("IncompleteBody");
        assertThat(new Signer()
                        .field("content-length", length)
                        .payload("UNSIGNED-PAYLOAD")
                        .replay()
                        .code())
                .isEqualTo("IncompleteBody");
    }

    @Test
    void transferCodingNeedsNoLength() {
        var signer = new Signer().field("transfer-encoding", "chunked").payload(Signer.hash(Hex.bytes("hello")));
        var request = new String(signer.body("").header(), StandardCharsets.ISO_8859_1);
        assertThat(Replay.of(Hex.bytes(request + "5\r\nhello\r\n0\r\n\r\n"), Signer.verifier(), "s3")
                        .body())
                .isEqualTo("hello");
        assertThat(Replay.of(Hex.bytes(request + "5\r\nhellO\r\n0\r\n\r\n"), Signer.verifier(), "s3")
                        .code())
                .isEqualTo("XAmzContentSHA256Mismatch");
    }
}
