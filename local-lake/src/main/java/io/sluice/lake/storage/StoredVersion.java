package io.sluice.lake.storage;

import java.util.List;

/** A version as the database holds it: its place in the order of all writes, what the caller sees, where the body lies. */
record StoredVersion(long sequence, ObjectVersion object, List<Segment> segments) {
    StoredVersion {
        segments = List.copyOf(segments);
    }

    boolean isNull() {
        return object.versionId().equals(ObjectVersion.NULL_VERSION);
    }

    StoredVersion withLatest(boolean latest) {
        var version = object.version();
        if (version.latest() == latest) {
            return this;
        }
        var changed = new ObjectVersion.Version(version.id(), latest, version.deleteMarker(), version.lastModified());
        return new StoredVersion(
                sequence,
                new ObjectVersion(object.bucket(), object.key(), changed, object.content(), object.attributes()),
                segments);
    }

    StoredVersion with(ObjectAttributes attributes) {
        return new StoredVersion(
                sequence,
                new ObjectVersion(object.bucket(), object.key(), object.version(), object.content(), attributes),
                segments);
    }
}
