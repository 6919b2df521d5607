package io.sluice.lake.sts;

import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import java.util.Objects;
import java.util.Optional;

/**
 * One request to STS, its signature and body hash verified.
 *
 * @param caller who signed it; none where it is not signed
 * @param body the form, empty where the parameters are in the query string
 */
public record StsCall(RequestHead head, Optional<Identity> caller, String body, String requestId) {
    /** More than any call of STS needs. */
    public static final int MAX_BODY = 256 * 1024;

    public StsCall {
        Objects.requireNonNull(head);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(body);
        Objects.requireNonNull(requestId);
    }
}
