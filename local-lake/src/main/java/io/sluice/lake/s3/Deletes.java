package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Deletion;
import io.sluice.lake.storage.ObjectKey;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deleting: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>, which decides for each key by itself.
 */
final class Deletes {
    private static final int MAX_KEYS = 1000;
    private static final System.Logger LOG = System.getLogger(Deletes.class.getName());

    private final ObjectStore store;
    private final Permissions permissions;
    private final ObjectEvents events;

    Deletes(ObjectStore store, Permissions permissions, ObjectEvents events) {
        this.events = events;
        this.store = store;
        this.permissions = permissions;
    }

    void one(Call call) throws IOException {
        var version = call.request().versionId();
        var done = delete(call, call.key(), version, Writes.condition(call.request()));
        var headers = call.answer().headers();
        if (done.deleteMarker()) {
            headers.set("x-amz-delete-marker", "true");
        }
        version.or(done::versionId).ifPresent(id -> headers.set("x-amz-version-id", id));
        call.answer().empty(204);
    }

    private Deletion delete(Call call, ObjectKey key, Optional<String> version, WriteCondition condition) {
        var done = take(call, key, version, condition);
        events.removed(call, key.text(), version, done);
        return done;
    }

    private Deletion take(Call call, ObjectKey key, Optional<String> version, WriteCondition condition) {
        var bucket = call.bucket().name();
        if (version.isEmpty()) {
            return store.delete(bucket, key, condition);
        }
        if (!condition.equals(WriteCondition.NONE)) {
            throw NotThere.header("If-Match", "with a version id");
        }
        return store.deleteVersion(bucket, key, version.get());
    }

    /** One line of the request's document. */
    private record Entry(String key, Optional<String> version, WriteCondition condition) {
        static Entry of(XmlIn.Element element) {
            for (var child : element.children()) {
                switch (child.name()) {
                    case "Key", "VersionId", "ETag" -> {}
                    case "LastModifiedTime", "Size" -> throw NotThere.header(child.name(), child.text());
                    default -> throw XmlIn.malformed();
                }
            }
            var key = element.required("Key");
            if (key.isEmpty()) {
                throw XmlIn.malformed();
            }
            return new Entry(
                    key,
                    element.first("VersionId").filter(id -> !id.isEmpty()),
                    element.first("ETag")
                            .map(Preconditions::unquoted)
                            .<WriteCondition>map(WriteCondition.Matches::new)
                            .orElse(WriteCondition.NONE));
        }
    }

    void many(Call call) throws IOException {
        checkIntegrityHeader(call.request());
        var document = XmlIn.read(call.body().stream(), XmlIn.LARGE, "Delete");
        boolean quiet = document.first("Quiet")
                .filter(text -> text.strip().equalsIgnoreCase("true"))
                .isPresent();
        List<Entry> entries = document.all("Object").stream().map(Entry::of).toList();
        if (entries.isEmpty() || entries.size() > MAX_KEYS) {
            throw XmlIn.malformed();
        }
        var out = XmlOut.document("DeleteResult");
        for (var entry : entries) {
            report(call, entry, quiet, out);
        }
        call.answer().xml(out);
    }

    /** S3 takes this operation only with a proof that its document arrived whole. */
    private static void checkIntegrityHeader(S3Request request) {
        boolean proven = request.headers().has("content-md5")
                || request.header("x-amz-trailer").isPresent()
                || Checksums.ALGORITHMS.stream()
                        .anyMatch(each -> request.headers().has(Checksums.header(each)));
        if (!proven) {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    private void report(Call call, Entry entry, boolean quiet, XmlOut out) {
        try {
            require(call, entry);
            var done = delete(call, ObjectKey.of(entry.key()), entry.version(), entry.condition());
            if (!quiet) {
                deleted(entry, done, out);
            }
        } catch (AwsException e) {
            error(entry, e, out);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "a key could not be deleted", e);
            error(entry, new AwsException(ErrorCode.InternalError), out);
        }
    }

    private void require(Call call, Entry entry) {
        if (entry.key().getBytes(StandardCharsets.UTF_8).length > ObjectKey.MAX_LENGTH) {
            throw new AwsException(ErrorCode.KeyTooLongError);
        }
        var address = call.request().address().orElseThrow();
        for (var action : Operation.DeleteObjects.actions(entry.version().isPresent())) {
            call.gate().require(permissions.elsewhere(action, address, entry.key(), entry.version()));
        }
        if (entry.condition() instanceof WriteCondition.Matches(var etag) && !etag.equals("*")) {
            call.gate().require(permissions.elsewhere("s3:GetObject", address, entry.key(), Optional.empty()));
        }
    }

    private static void deleted(Entry entry, Deletion done, XmlOut out) {
        out.open("Deleted").text("Key", entry.key());
        entry.version().ifPresent(id -> out.text("VersionId", id));
        if (done.deleteMarker()) {
            out.text("DeleteMarker", true);
            done.versionId().ifPresent(id -> out.text("DeleteMarkerVersionId", id));
        }
        out.close();
    }

    private static void error(Entry entry, AwsException error, XmlOut out) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Key", entry.key());
        entry.version().ifPresent(id -> lines.put("VersionId", id));
        lines.put("Code", error.code().name());
        lines.put("Message", error.getMessage());
        out.open("Error");
        lines.forEach(out::text);
        out.close();
    }
}
