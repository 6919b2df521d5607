package io.sluice.catalogue.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;

/** Cuts a stream into blocks of whole lines. No more than a block of it is held, however long a line is. */
final class LineBlocks {
    /** More than any of the logs has in a line. */
    static final int LONGEST_LINE = 1 << 20;

    /** Enough lines to be worth handing over, and few enough to be no burden for the garbage collector. */
    private static final int BLOCK = 1 << 18;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private int filled;
    private long line = 1;
    private boolean ended;
    private Optional<String> broken = Optional.empty();

    LineBlocks(InputStream in) {
        this.in = in;
    }

    /** Some lines. */
    static final class Block {
        private final byte[] bytes;
        private final long first;

        private Block(byte[] bytes, long first) {
            this.bytes = bytes;
            this.first = first;
        }

        /** The lines, each but perhaps the last with its line end; empty where the one line was too long. Not a copy. */
        byte[] bytes() {
            return bytes;
        }

        /** The number of the first. */
        long first() {
            return first;
        }
    }

    /** The next lines; none at the end. */
    Optional<Block> next() throws IOException {
        fill(BLOCK);
        if (filled == 0) {
            return Optional.empty();
        }
        int end = lastLineEnd();
        if (end < 0 && !ended) {
            fill(LONGEST_LINE);
            end = lastLineEnd();
        }
        if (end < 0 && !ended) {
            return Optional.of(tooLong());
        }
        return Optional.of(cut(ended ? filled : end + 1));
    }

    /** What is wrong with the file as such, so that it ended early. */
    Optional<String> broken() {
        return broken;
    }

    /** The number of the line that would come next. */
    long line() {
        return line;
    }

    private void fill(int enough) throws IOException {
        while (!ended && filled < enough) {
            try {
                int read = in.read(buffer, filled, enough - filled);
                ended = read < 0;
                filled += Math.max(read, 0);
            } catch (EOFException | ZipException damaged) {
                ended = true;
                broken = Optional.of("the packed file is damaged or cut off: " + damaged.getMessage());
            }
        }
    }

    private int lastLineEnd() {
        int at = filled - 1;
        while (at >= 0 && buffer[at] != '\n') {
            at--;
        }
        return at;
    }

    private Block cut(int length) {
        var block = new Block(Arrays.copyOf(buffer, length), line);
        line += Lines.count(block.bytes());
        System.arraycopy(buffer, length, buffer, 0, filled - length);
        filled -= length;
        return block;
    }

    private Block tooLong() throws IOException {
        var block = new Block(new byte[0], line++);
        while (filled > 0) {
            int at = 0;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            boolean found = at < filled;
            int gone = found ? at + 1 : filled;
            System.arraycopy(buffer, gone, buffer, 0, filled - gone);
            filled -= gone;
            if (found) {
                break;
            }
            fill(LONGEST_LINE);
        }
        return block;
    }
}
