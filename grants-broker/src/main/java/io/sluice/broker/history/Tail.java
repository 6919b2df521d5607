package io.sluice.broker.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lines that were added to a folder's files since the last look. A line that is still being written waits for the next one. */
final class Tail {
    private final Path folder;
    private final String suffix;
    private final Map<Path, Long> read = new HashMap<>();

    Tail(Path folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    List<String> added() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(suffix)).toList()) {
                added(file, lines);
            }
        }
        return lines;
    }

    private void added(Path file, List<String> lines) throws IOException {
        long from = read.getOrDefault(file, 0L);
        long size = Files.size(file);
        if (size <= from) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.min(size - from, Integer.MAX_VALUE - 8)));
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is read that was there
            }
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        read.put(file, from + end);
        new String(bytes.array(), 0, end, StandardCharsets.UTF_8).lines().forEach(lines::add);
    }
}
