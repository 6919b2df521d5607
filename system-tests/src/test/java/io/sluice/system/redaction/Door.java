package io.sluice.system.redaction;

import java.util.List;
import java.util.Map;

/** One way to a redacted view, as somebody. */
interface Door extends AutoCloseable {
    Reply get(Ask ask);

    Reply head(Ask ask);

    /** The listing, by S3's parameters. */
    Reply list(Map<String, String> parameters);

    /** The keys that a listing tells, as they are. */
    List<String> keys(Map<String, String> parameters);

    /**
     * What conditions on an object are to name.
     *
     * @param stored the ETag of what is stored
     */
    String tag(String key, String stored);

    @Override
    void close();
}
