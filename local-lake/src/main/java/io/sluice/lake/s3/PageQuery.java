package io.sluice.lake.s3;

import io.sluice.lake.storage.ListQuery;
import io.sluice.lake.storage.RawBytes;
import java.util.Optional;

/** What every listing takes: prefix, delimiter, the size of a page, and how keys are written. */
record PageQuery(String prefix, String delimiter, int max, ListText text) {
    static PageQuery of(S3Request request, String maxParameter) {
        var query = request.query();
        return new PageQuery(
                query.get("prefix").orElse(""),
                query.get("delimiter").orElse(""),
                query.count(maxParameter, Listings.MAX_KEYS),
                ListText.of(query));
    }

    ListQuery from(RawBytes after, Optional<String> afterVersion) {
        return new ListQuery(RawBytes.of(prefix), RawBytes.of(delimiter), after, afterVersion, max);
    }

    void write(XmlOut out, String maxElement) {
        out.text(maxElement, max);
        if (!delimiter.isEmpty()) {
            out.text("Delimiter", text.of(delimiter));
        }
        if (text.encoded()) {
            out.text("EncodingType", "url");
        }
    }
}
