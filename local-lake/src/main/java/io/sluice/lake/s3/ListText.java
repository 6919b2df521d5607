package io.sluice.lake.s3;

import io.sluice.lake.storage.RawBytes;
import java.util.Optional;

/** How keys are written in a listing: as they are, or percent-encoded where the client asked for {@code encoding-type=url}. */
record ListText(boolean encoded) {
    static ListText of(Query query) {
        var type = query.get("encoding-type");
        if (type.isPresent() && !type.equals(Optional.of("url"))) {
            throw Query.argument("encoding-type", type.get(), "Invalid Encoding Method specified in Request");
        }
        return new ListText(type.isPresent());
    }

    String of(String text) {
        return encoded ? Percent.encode(text) : text;
    }

    String of(RawBytes key) {
        return encoded ? Percent.encode(key.bytes()) : key.text();
    }
}
