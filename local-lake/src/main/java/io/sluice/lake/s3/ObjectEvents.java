package io.sluice.lake.s3;

import io.sluice.lake.storage.Deletion;
import io.sluice.lake.storage.ObjectVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tells of what the requests did to objects, once it is on disk. */
final class ObjectEvents {
    private final ObjectEvent.Listener listener;
    private final Clock clock;

    ObjectEvents(ObjectEvent.Listener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** @param how {@code Put} */
    void created(Call call, String how, ObjectVersion written) {
        listener.happened(new ObjectEvent(
                "ObjectCreated:" + how,
                call.bucket(),
                written.key().text(),
                Optional.of(new ObjectEvent.Content(written.size(), written.etag())),
                call.versioned() ? Optional.of(written.versionId()) : Optional.empty(),
                written.lastModified(),
                cause(call)));
    }

    /** @param version the one that was to be removed; none for the object itself */
    void removed(Call call, String key, Optional<String> version, Deletion done) {
        if (version.isPresent() && done.versionId().isEmpty()) {
            return;
        }
        var marker = version.isEmpty() && done.deleteMarker();
        listener.happened(new ObjectEvent(
                marker ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete",
                call.bucket(),
                key,
                Optional.empty(),
                done.versionId().filter(_ -> call.versioned()),
                now(),
                cause(call)));
    }

    private Instant now() {
        return clock.instant();
    }

    private static ObjectEvent.Cause cause(Call call) {
        return new ObjectEvent.Cause(
                call.caller().uniqueId(),
                call.request().head().remoteAddress(),
                call.answer().requestId(),
                call.answer().hostId());
    }
}
