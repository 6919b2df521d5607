package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.ObjectVersion;
import java.io.IOException;
import java.util.Map;

/** The tags of objects: <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">object tagging</a>. */
final class Tagging {
    private final ObjectStore store;
    private final Permissions permissions;

    Tagging(ObjectStore store, Permissions permissions) {
        this.store = store;
        this.permissions = permissions;
    }

    void get(Call call) throws IOException {
        var bucket = call.bucket().name();
        var object = call.request()
                .versionId()
                .map(id -> store.find(bucket, call.key(), id))
                .orElseGet(() -> store.find(bucket, call.key()))
                .orElseThrow(() -> Missing.object(call));
        if (object.deleteMarker()) {
            throw Missing.marker(call, object);
        }
        version(call, object);
        call.answer().xml(200, TagSet.xml(object.attributes().tags()));
    }

    /** The tags asked for are in the document, and policies may look at them: so it is read first. */
    void put(Call call) throws IOException {
        var document = XmlIn.read(call.body().stream(), XmlIn.SMALL, "Tagging");
        var tags = TagSet.ofXml(document);
        for (var action :
                call.request().operation().actions(call.request().query().has("versionId"))) {
            call.gate().require(permissions.permission(action, call.request(), Permissions.tagConditions(tags)));
        }
        replace(call, tags);
        call.answer().empty(200);
    }

    void delete(Call call) throws IOException {
        replace(call, Map.of());
        call.answer().empty(204);
    }

    private void replace(Call call, Map<String, String> tags) {
        try {
            version(
                    call,
                    store.replaceTags(
                            call.bucket().name(), call.key(), call.request().versionId(), tags));
        } catch (AwsException e) {
            throw e.code() == ErrorCode.NoSuchKey || e.code() == ErrorCode.NoSuchVersion ? Missing.object(call) : e;
        }
    }

    private static void version(Call call, ObjectVersion object) {
        if (call.versioned()) {
            call.answer().headers().set("x-amz-version-id", object.versionId());
        }
    }
}
