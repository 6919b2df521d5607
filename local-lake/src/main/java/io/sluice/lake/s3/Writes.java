package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.ObjectVersion;
import io.sluice.lake.storage.PutObject;
import io.sluice.lake.storage.StagedBody;
import io.sluice.lake.storage.WriteCondition;
import java.io.IOException;
import java.util.Map;

/** Writing an object in one request: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>. */
final class Writes {
    /** Of one request. */
    private static final long MAX_SIZE = 5L << 30;

    private final ObjectStore store;
    private final ObjectEvents events;

    Writes(ObjectStore store, ObjectEvents events) {
        this.store = store;
        this.events = events;
    }

    void object(Call call) throws IOException {
        checkLength(call);
        var put = PutObject.of(call.bucket().name(), call.key())
                .with(ObjectHeaders.of(call.request()))
                .with(condition(call.request()));
        try (var staged = staged(store, call)) {
            var checksums = call.body().checksums();
            var written = store.put(put.with(checksums), staged);
            events.created(call, "Put", written);
            Checksums.write(checksums, call.answer().headers());
            describe(call, written);
            call.answer().empty(200);
        }
    }

    /** Takes the body in, verified to its end. */
    static StagedBody staged(ObjectStore store, Call call) throws IOException {
        var staged = store.stage();
        boolean whole = false;
        try (var in = call.body().stream()) {
            in.transferTo(staged);
            whole = true;
            return staged;
        } finally {
            if (!whole) {
                staged.close();
            }
        }
    }

    static void checkLength(Call call) {
        long length = call.body().length().orElseThrow(() -> new AwsException(ErrorCode.MissingContentLength));
        if (length > MAX_SIZE) {
            throw new AwsException(
                    ErrorCode.EntityTooLarge,
                    ErrorCode.EntityTooLarge.message(),
                    Map.of("ProposedSize", Long.toString(length), "MaxSizeAllowed", Long.toString(MAX_SIZE)));
        }
    }

    /** The ETag of what was written, and its version where there are versions. */
    static void describe(Call call, ObjectVersion written) {
        call.answer().headers().set("ETag", Reads.quoted(written.etag()));
        if (call.versioned()) {
            call.answer().headers().set("x-amz-version-id", written.versionId());
        }
    }

    /**
     * The conditional headers of a write. S3 knows {@code If-None-Match: *} and an ETag in {@code If-Match}, and not both: <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>.
     */
    static WriteCondition condition(S3Request request) {
        var match = request.header("if-match");
        var noneMatch = request.header("if-none-match");
        for (var header : new String[] {"if-modified-since", "if-unmodified-since"}) {
            request.header(header).ifPresent(value -> {
                throw NotThere.header(header, value);
            });
        }
        if (match.isPresent() && noneMatch.isPresent()) {
            throw NotThere.header("If-Match,If-None-Match", match.get());
        }
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().strip().equals("*")) {
                throw NotThere.header("If-None-Match", noneMatch.get());
            }
            return WriteCondition.ABSENT;
        }
        return match.map(Preconditions::unquoted)
                .<WriteCondition>map(WriteCondition.Matches::new)
                .orElse(WriteCondition.NONE);
    }
}
