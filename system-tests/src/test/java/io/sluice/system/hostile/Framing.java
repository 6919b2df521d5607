package io.sluice.system.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * An upload whose body is framed, in one of the ways that clients have.
 *
 * @param payload what the frames hold
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are sent once, and compared by nobody
record Framing(byte[] head, byte[] body, String payload) {
    static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "0\r\n\r\n",
            "0;chunk-signature=",
            "chunk-signature=",
            ";",
            ":",
            "FFFFFFFF\r\n",
            "-1\r\n",
            "7fffffffffffffff\r\n",
            "0x10\r\n",
            "00000\r\n",
            "x-amz-checksum-crc32:AAAAAA==",
            "x-amz-trailer-signature:",
            " ",
            "Trailer: x\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    private static final String KEY = "fuzz/framed";

    static Framing some(RandomGenerator random, SmallLake lake) {
        var payload = letters(random, 8_192 + random.nextInt(2_000));
        return switch (random.nextInt(3)) {
            case 0 -> signedChunks(lake, payload);
            case 1 -> trailer(lake, payload);
            default -> http(lake, payload);
        };
    }

    private static String letters(RandomGenerator random, int count) {
        return random.ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Framing signedChunks(SmallLake lake, String payload) {
        var signed = lake.signed(
                "PUT",
                KEY,
                "",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                Map.of("x-amz-decoded-content-length", Integer.toString(payload.length())),
                0);
        var previous = signed.signature();
        var body = new StringBuilder();
        for (var chunk : List.of(payload.substring(0, 8_192), payload.substring(8_192), "")) {
            previous = lake.administrator().chunk(signed.time(), previous, chunk);
            body.append(Integer.toHexString(chunk.length()))
                    .append(";chunk-signature=")
                    .append(previous);
            body.append("\r\n").append(chunk).append("\r\n");
        }
        return new Framing(signed.head(), Raw.bytes(body.toString()), payload);
    }

    private static Framing trailer(SmallLake lake, String payload) {
        var signed = lake.signed(
                "PUT",
                KEY,
                "",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                Map.of(
                        "x-amz-decoded-content-length",
                        Integer.toString(payload.length()),
                        "x-amz-trailer",
                        "x-amz-checksum-crc32"),
                0);
        var body = Integer.toHexString(payload.length()) + "\r\n" + payload + "\r\n0\r\nx-amz-checksum-crc32:"
                + crc(payload) + "\r\n\r\n";
        return new Framing(signed.head(), Raw.bytes(body), payload);
    }

    private static String crc(String payload) {
        var crc = new CRC32();
        crc.update(payload.getBytes(StandardCharsets.ISO_8859_1));
        int value = (int) crc.getValue();
        return Base64.getEncoder()
                .encodeToString(
                        new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    /** Both framings, one within the other. */
    private static Framing http(SmallLake lake, String payload) {
        var inner = trailer(lake, payload);
        var text = new String(inner.body(), StandardCharsets.ISO_8859_1);
        int half = text.length() / 2;
        var body = Integer.toHexString(half) + ";extension=1\r\n" + text.substring(0, half) + "\r\n"
                + Integer.toHexString(text.length() - half) + "\r\n" + text.substring(half) + "\r\n0\r\n\r\n";
        var head = new String(inner.head(), StandardCharsets.ISO_8859_1)
                .replaceFirst("\ncontent-length: \\d+", "\ntransfer-encoding: chunked");
        return new Framing(Raw.bytes(head), Raw.bytes(body), payload);
    }
}
