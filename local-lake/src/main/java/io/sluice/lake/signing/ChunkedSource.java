package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads {@code aws-chunked} framing and verifies it on the way: every size, signature and trailing field, and that nothing follows.
 * Bytes of a chunk are handed on before its signature is known to hold, so that a chunk need not fit in memory; the end is never
 * told unless all hold.
 */
final class ChunkedSource implements BodySource {
    /** {@code FFFFFFFFFFFF;chunk-signature=} and the signature, with room to spare. */
    private static final int LONGEST_LINE = 1024;

    private static final int SIZE_DIGITS = 12;
    private static final int SMALLEST_INNER_CHUNK = 8192;
    private static final String CHUNK_SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature:";

    private final InputStream in;
    private final Optional<ChunkSignatures> signatures;
    private final Optional<Trailer.Reader> trailerReader;
    private final StringBuilder line = new StringBuilder(128);
    private Trailer trailer = Trailer.NONE;
    private String signature = "";
    private long size = SMALLEST_INNER_CHUNK;
    private long left;
    private long announcedLeft;
    private boolean ended;

    /**
     * @param length the payload's, as announced
     * @param signatures none where chunks are not signed
     * @param trailerReader none where no trailer follows
     */
    ChunkedSource(
            InputStream in, long length, Optional<ChunkSignatures> signatures, Optional<Trailer.Reader> trailerReader) {
        this.in = in;
        this.announcedLeft = length;
        this.signatures = signatures;
        this.trailerReader = trailerReader;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (ended || (left == 0 && !nextChunk())) {
            return -1;
        }
        var n = in.read(bytes, offset, (int) Math.min(count, left));
        if (n < 0) {
            throw new AwsException(ErrorCode.IncompleteBody);
        }
        signatures.ifPresent(chain -> chain.update(bytes, offset, n));
        left -= n;
        if (left == 0) {
            requireEmptyLine();
            signatures.ifPresent(chain -> chain.verifyChunk(signature));
        }
        return n;
    }

    /** Whether there is one more with bytes in it. */
    private boolean nextChunk() throws IOException {
        var previous = size;
        parseChunkHeader(readLine());
        if (size == 0) {
            signatures.ifPresent(chain -> chain.verifyChunk(signature));
            readEnd();
            ended = true;
            return false;
        }
        if (previous < SMALLEST_INNER_CHUNK) {
            throw new AwsException(ErrorCode.InvalidChunkSizeError);
        }
        announcedLeft -= size;
        if (announcedLeft < 0) {
            throw new AwsException(ErrorCode.IncompleteBody);
        }
        left = size;
        return true;
    }

    private void parseChunkHeader(String header) {
        var semicolon = header.indexOf(';');
        size = size(semicolon < 0 ? header : header.substring(0, semicolon));
        if (signatures.isEmpty()) {
            // Extensions of an unsigned chunk mean nothing here, and nobody sends any.
            require(semicolon < 0);
            return;
        }
        require(semicolon >= 0 && header.startsWith(CHUNK_SIGNATURE, semicolon + 1));
        signature = header.substring(semicolon + 1 + CHUNK_SIGNATURE.length());
    }

    private static long size(String digits) {
        require(!digits.isEmpty() && digits.length() <= SIZE_DIGITS);
        require(digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80));
        return Long.parseLong(digits, 16);
    }

    private void readEnd() throws IOException {
        if (trailerReader.isPresent()) {
            readTrailer(trailerReader.get());
        } else {
            requireEmptyLine();
        }
        require(in.read() < 0);
    }

    private void readTrailer(Trailer.Reader reader) throws IOException {
        var text = readLine();
        while (!text.isEmpty() && !text.startsWith(TRAILER_SIGNATURE)) {
            reader.add(text);
            text = readLine();
        }
        trailer = reader.end();
        if (signatures.isPresent()) {
            if (text.isEmpty()) {
                throw Trailer.Reader.malformed();
            }
            signatures
                    .get()
                    .verifyTrailer(
                            trailer.canonical(),
                            text.substring(TRAILER_SIGNATURE.length()).strip());
            text = readLine();
        }
        if (!text.isEmpty()) {
            throw Trailer.Reader.malformed();
        }
    }

    private void requireEmptyLine() throws IOException {
        require(readLine().isEmpty());
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (var c = next(); c != '\r'; c = next()) {
            require(c != '\n' && line.length() < LONGEST_LINE);
            line.append(c);
        }
        require(next() == '\n');
        return line.toString();
    }

    private char next() throws IOException {
        var c = in.read();
        if (c < 0) {
            throw new AwsException(ErrorCode.IncompleteBody);
        }
        return (char) c;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw Refusal.invalid("The aws-chunked body is not well-formed.");
        }
    }

    @Override
    public Trailer trailer() {
        return trailer;
    }
}
