package io.sluice.lake.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkedBodyTest {
    private static final String BIG = "b".repeat(8192);
    private static final String LAST = "hello";
    private static final String CRC = crc32(BIG + LAST);

    private static String crc32(String text) {
        var crc = new CRC32();
        crc.update(Hex.bytes(text));
        var value = (int) crc.getValue();
        return Base64.getEncoder()
                .encodeToString(
                        new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    private static Signer signer(PayloadMode mode, int decodedLength) {
        var signer = new Signer()
                .payload(mode.headerValue())
                .field("x-amz-decoded-content-length", Integer.toString(decodedLength));
        return mode.hasTrailer() ? signer.field("x-amz-trailer", "x-amz-checksum-crc32") : signer;
    }

    /** Two chunks with everything that belongs to them. */
    private static String framed(PayloadMode mode, Signer signer, String... chunks) {
        signer.header();
        var text = new StringBuilder();
        var previous = signer.signature();
        for (var chunk : Stream.concat(Stream.of(chunks), Stream.of("")).toList()) {
            text.append(Integer.toHexString(chunk.length()));
            if (mode.hasSignedChunks()) {
                previous = signer.chunk(previous, chunk);
                text.append(";chunk-signature=").append(previous);
            }
            text.append("\r\n").append(chunk).append(chunk.isEmpty() ? "" : "\r\n");
        }
        if (mode.hasTrailer()) {
            var field = "x-amz-checksum-crc32:" + CRC;
            text.append(field).append("\r\n");
            if (mode.hasSignedChunks()) {
                text.append("x-amz-trailer-signature:")
                        .append(signer.trailer(previous, field + '\n'))
                        .append("\r\n");
            }
        }
        return text.append("\r\n").toString();
    }

    private static Replay.Outcome send(PayloadMode mode, int decodedLength, UnaryOperator<String> change) {
        var signer = signer(mode, decodedLength);
        var body = framed(mode, signer, BIG, LAST);
        return signer.body(change.apply(body)).replay();
    }

    static Stream<PayloadMode> chunked() {
        return Stream.of(PayloadMode.values()).filter(PayloadMode::isChunked);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunked")
    void wellFormedBodyHoldsAndLosesItsFraming(PayloadMode mode) {
        assertThat(send(mode, 8197, body -> body))
                .returns("OK", Replay.Outcome::code)
                .returns(BIG + LAST, Replay.Outcome::body);
    }

    record Attack(String name, String expected, UnaryOperator<String> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                new Attack("no body", "IncompleteBody", _ -> ""),
                new Attack("cut in a chunk", "IncompleteBody", body -> body.substring(0, 5000)),
                new Attack(
                        "no final chunk", "IncompleteBody", body -> body.substring(0, body.indexOf("hello\r\n") + 7)),
                new Attack("cut before the last byte", "IncompleteBody", body -> body.substring(0, body.length() - 1)),
                new Attack("bytes behind the end", "InvalidRequest", body -> body + "x"),
                new Attack("a further empty line", "InvalidRequest", body -> body + "\r\n"),
                new Attack("a further request", "InvalidRequest", body -> body + "GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
                new Attack("size no number", "InvalidRequest", body -> "z" + body.substring(1)),
                new Attack("size empty", "InvalidRequest", body -> body.substring(4)),
                new Attack("size negative", "InvalidRequest", body -> "-" + body),
                new Attack("size with a sign", "InvalidRequest", body -> "+" + body),
                new Attack("size of 13 digits", "InvalidRequest", body -> "000000000" + body),
                new Attack("size beyond what was announced", "IncompleteBody", body -> "f" + body),
                new Attack("size of 2 to the power of 48", "IncompleteBody", body -> "ffffffff" + body),
                new Attack("size too small", "InvalidRequest", body -> body.replaceFirst("2000", "1fff")),
                new Attack("endless header", "InvalidRequest", body -> "1".repeat(100_000) + body),
                new Attack("bare line feed", "InvalidRequest", body -> body.replaceFirst("\r\n", "\n")),
                new Attack("bare carriage return", "InvalidRequest", body -> body.replaceFirst("\r\n", "\r")),
                new Attack("no line end behind a chunk", "InvalidRequest", body -> body.replace("b\r\n", "b")),
                new Attack("chunk extension", "InvalidRequest", body -> body.replaceFirst("2000", "2000;a=b")),
                new Attack("space before the size", "InvalidRequest", body -> " " + body));
    }

    static Stream<Arguments> attacksOnEachMode() {
        return chunked().flatMap(mode -> attacks().map(attack -> Arguments.of(mode, attack)));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("attacksOnEachMode")
    void brokenFramingIsRefused(PayloadMode mode, Attack attack) {
        assertThat(send(mode, 8197, attack.change()).code()).isEqualTo(attack.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunked")
    void decodedLengthMustBeRight(PayloadMode mode) {
        assertThat(send(mode, 8196, body -> body).code()).isEqualTo("IncompleteBody");
        assertThat(send(mode, 8198, body -> body).code()).isEqualTo("IncompleteBody");
        assertThat(send(mode, 0, body -> body).code()).isEqualTo("IncompleteBody");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunked")
    void decodedLengthMustBeThereAndANumber(PayloadMode mode) {
        assertThat(signer(mode, 5)
                        .without("x-amz-decoded-content-length")
                        .replay()
                        .code())
                .isEqualTo("MissingContentLength");
        assertThat(signer(mode, 5)
                        .field("x-amz-decoded-content-length", "-5")
                        .replay()
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(signer(mode, 5)
                        .field("x-amz-decoded-content-length", "")
                        .replay()
                        .code())
                .isEqualTo("InvalidRequest");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunked")
    void onlyTheLastChunkMayBeSmall(PayloadMode mode) {
        var signer = signer(mode, 8197);
        var body = framed(mode, signer, "b".repeat(8191), "bhello");
        assertThat(signer.body(body).replay().code()).isEqualTo("InvalidChunkSizeError");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunked")
    void emptyBodyHolds(PayloadMode mode) {
        var signer = signer(mode, 0);
        var body = framed(mode, signer).replace(CRC, "AAAAAA==");
        if (mode == PayloadMode.SIGNED_CHUNKS_WITH_TRAILER) {
            var chunk = signer.chunk(signer.signature(), "");
            body = body.replaceFirst(
                    "x-amz-trailer-signature:[0-9a-f]+",
                    "x-amz-trailer-signature:" + signer.trailer(chunk, "x-amz-checksum-crc32:AAAAAA==\n"));
        }
        assertThat(signer.body(body).replay())
                .returns("OK", Replay.Outcome::code)
                .returns("", Replay.Outcome::body);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"SIGNED_CHUNKS", "SIGNED_CHUNKS_WITH_TRAILER"})
    void chunksOfAnotherBodyOrOrderAreRefused(PayloadMode mode) {
        var first = BIG;
        var second = "c".repeat(8192);
        var signer = signer(mode, 16384);
        var body = framed(mode, signer, first, second);
        var one = body.substring(0, body.indexOf("\r\n2000") + 2);
        var two = body.substring(one.length(), body.indexOf("\r\n0;") + 2);
        var end = body.substring(one.length() + two.length());
        assertThat(signer.body(two + one + end).replay().code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(signer.body(one + one + end).replay().code()).isEqualTo("SignatureDoesNotMatch");
        var ofOther = framed(mode, signer(mode, 16384).path("/sales/other"), first, second);
        assertThat(signer.body(ofOther).replay().code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void unsignedChunksWhereSignedOnesWereSaidAreRefused() {
        var unsigned = framed(PayloadMode.UNSIGNED_CHUNKS_WITH_TRAILER, new Signer(), BIG, LAST);
        assertThat(signer(PayloadMode.SIGNED_CHUNKS_WITH_TRAILER, 8197)
                        .body(unsigned)
                        .replay()
                        .code())
                .isEqualTo("InvalidRequest");
    }

    static Stream<Attack> trailerAttacks() {
        var field = "x-amz-checksum-crc32:" + CRC + "\r\n";
        return Stream.of(
                new Attack("left out", "MalformedTrailerError", body -> body.replace(field, "")),
                new Attack("twice", "MalformedTrailerError", body -> body.replace(field, field + field)),
                new Attack(
                        "not announced",
                        "MalformedTrailerError",
                        body -> body.replace(field, field + "x-amz-meta-a:1\r\n")),
                new Attack("another", "MalformedTrailerError", body -> body.replace("-crc32:", "-crc32c:")),
                new Attack("no colon", "MalformedTrailerError", body -> body.replace("crc32:", "crc32")));
    }

    static Stream<Arguments> trailerAttacksOnEachMode() {
        return chunked()
                .filter(PayloadMode::hasTrailer)
                .flatMap(mode -> trailerAttacks().map(attack -> Arguments.of(mode, attack)));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("trailerAttacksOnEachMode")
    void trailerMustBeWhatWasAnnounced(PayloadMode mode, Attack attack) {
        assertThat(send(mode, 8197, attack.change()).code()).isEqualTo(attack.expected());
    }

    @Test
    void trailerSignatureMustBeThereAndHold() {
        var mode = PayloadMode.SIGNED_CHUNKS_WITH_TRAILER;
        var line = "x-amz-trailer-signature:[0-9a-f]{64}\r\n";
        assertThat(send(mode, 8197, body -> body.replaceFirst(line, "")).code()).isEqualTo("MalformedTrailerError");
        assertThat(send(mode, 8197, body -> body.replaceFirst(line, "x-amz-trailer-signature:00\r\n"))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void trailerChecksumIsOfTheBytes() {
        var mode = PayloadMode.UNSIGNED_CHUNKS_WITH_TRAILER;
        assertThat(send(mode, 8197, body -> body.replace("hello", "hellO")))
                .returns("BadDigest", Replay.Outcome::code)
                .returns("The CRC32 you specified did not match the calculated checksum.", Replay.Outcome::message);
        assertThat(send(mode, 8197, body -> body.replace(CRC, "")).code()).isEqualTo("BadDigest");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"x-amz-checksum-md5", "etag", "''", "'x-amz-checksum-crc32,x-amz-checksum-sha1'"})
    void trailerOfAnotherKindIsRefused(String announced) {
        var signer = signer(PayloadMode.UNSIGNED_CHUNKS_WITH_TRAILER, 5).field("x-amz-trailer", announced);
        assertThat(signer.replay().code()).isEqualTo("InvalidRequest");
    }

    @Test
    void anonymousRequestMayHaveATrailerButNoSignedChunks() {
        var head = String.join(
                "\r\n",
                "PUT /sales/k HTTP/1.1",
                "Host: h",
                "x-amz-trailer: x-amz-checksum-crc32",
                "x-amz-decoded-content-length: 8197",
                "x-amz-content-sha256: ");
        var body = framed(PayloadMode.UNSIGNED_CHUNKS_WITH_TRAILER, new Signer(), BIG, LAST);
        var length = "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        var unsigned = head + PayloadMode.UNSIGNED_CHUNKS_WITH_TRAILER.headerValue() + length + body;
        var signed = head + PayloadMode.SIGNED_CHUNKS_WITH_TRAILER.headerValue() + length + body;
        assertThat(Replay.of(Hex.bytes(unsigned), Signer.verifier(), "s3").code())
                .isEqualTo("OK");
        assertThat(Replay.of(Hex.bytes(signed), Signer.verifier(), "s3").code()).isEqualTo("InvalidRequest");
    }

    private static VerifiedBody body(String content, String promisedHash, long length) {
        var head = new RequestHead("PUT", "/b/k", "", "h", new Headers(), "127.0.0.1", false);
        var payload = Payload.hashed(promisedHash);
        var source = new PlainSource(new ByteArrayInputStream(Hex.bytes(content)));
        return new VerifiedBody(source, BodyChecks.of(head, payload), length, ChunkedBodyTest::hold);
    }

    @Test
    void lastByteIsNotHandedOutUnlessEverythingHolds() throws IOException {
        var right = body("hello", Signer.hash(Hex.bytes("hello")), 5);
        assertThat(right.readNBytes(5)).isEqualTo(Hex.bytes("hello"));
        assertThat(right.isComplete()).isTrue();
        var wrong = body("hello", Signer.hash(Hex.bytes("hellO")), 5);
        assertThat(wrong.readNBytes(4)).isEqualTo(Hex.bytes("hell"));
        assertThat(wrong.isComplete()).isFalse();
        assertThatThrownBy(wrong::read).isInstanceOf(AwsException.class);
        assertThat(wrong.isComplete()).isFalse();
    }

    @Test
    void refusalIsRepeatedByEveryFurtherRead() {
        var wrong = body("hello", Signer.hash(new byte[0]), 5);
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(wrong::readAllBytes)
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.XAmzContentSHA256Mismatch));
        }
    }

    @Test
    void silentClientIsToldOfTheTimeout() {
        BodySource silent = new BodySource() {
            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                throw new SocketTimeoutException();
            }

            @Override
            public Trailer trailer() {
                return Trailer.NONE;
            }
        };
        var head = new RequestHead("PUT", "/b/k", "", "h", new Headers(), "127.0.0.1", false);
        var body = new VerifiedBody(silent, BodyChecks.of(head, Payload.unsigned()), 5, ChunkedBodyTest::hold);
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RequestTimeout));
        assertThat(Optional.of(body.isComplete())).contains(false);
    }

    private static byte[] hold(InputStream body, int most) throws IOException {
        var out = new ByteArrayOutputStream();
        var block = new byte[1_000];
        for (var n = 0; n >= 0 && out.size() < most; ) {
            n = body.read(block, 0, Math.min(block.length, most - out.size()));
            out.write(block, 0, Math.max(n, 0));
        }
        return out.toByteArray();
    }
}
