package io.sluice.redaction;

import static io.sluice.redaction.Redaction.omitting;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedMemoryTest {
    private static final String RECORD = "{\"a\":\"" + "x".repeat(200) + "\",\"price\":[1,{\"b\":2}]}";
    private static final byte[] ELEMENTS = (RECORD + ", ").repeat(4_000).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINES = (RECORD + "\n").repeat(4_000).getBytes(StandardCharsets.US_ASCII);

    private static InputStream times(int count, Format.Shape shape) {
        return shape == Format.Shape.NDJSON
                ? repeated(count, LINES)
                : joined(text("["), repeated(count, ELEMENTS), text("{}]"));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static InputStream joined(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(List.of(parts)));
    }

    private static InputStream repeated(int count, byte[] bytes) {
        return joined(IntStream.range(0, count)
                .mapToObj(i -> new ByteArrayInputStream(bytes))
                .toArray(InputStream[]::new));
    }

    private static long allocated(int count, Format format) throws IOException, UnredactableException {
        Redactor redactor = omitting("$..price");
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        redactor.redact(format, times(count, format.shape()), OutputStream.nullOutputStream());
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    /** About 1 MB and 100 MB. */
    @ParameterizedTest
    @EnumSource(names = {"JSON", "NDJSON"})
    void aHundredTimesTheInputAllocatesHardlyMore(Format.Shape shape) throws Exception {
        Format format = new Format(shape, Format.Packing.NONE);
        long little = allocated(1, format);
        assertThat(allocated(100, format)).isLessThan(little + 2_000_000);
    }

    @Test
    void oneRedactorServesManyThreads() throws Exception {
        Redactor redactor = Redaction.redactor(
                Redaction.rule("$..price", new Verb.Hash("k1")), Redaction.rule("$.b", new Verb.Omit()));
        String input = "{\"a\":1,\"price\":2,\"b\":3}\n{\"price\":\"\\u0032\",\"b\":3}\n".repeat(2_000);
        String expected = Redaction.redact(redactor, Redaction.NDJSON, input);
        Callable<String> task = () -> Redaction.redact(redactor, Redaction.NDJSON, input);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> result :
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> task).toList())) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }
}
