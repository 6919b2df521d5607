package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final Map<String, String> WRITTEN_DOWN = Map.of(
            "RoleArn", "roleArn",
            "RoleSessionName", "roleSessionName",
            "DurationSeconds", "durationSeconds",
            "SourceIdentity", "sourceIdentity");

    public StsCall {
        Objects.requireNonNull(head);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(body);
        Objects.requireNonNull(requestId);
    }

    /** Which operation it asks for, for the log; none where that cannot be told. */
    public Optional<String> action() {
        return form().flatMap(form -> form.get("Action")).filter(Sts.OPERATIONS::contains);
    }

    /** What may be written down of it, under CloudTrail's names: no policy, and nothing that is a secret. */
    public Map<String, String> parameters() {
        var kept = new LinkedHashMap<String, String>();
        form().ifPresent(form ->
                WRITTEN_DOWN.forEach((name, written) -> form.get(name).ifPresent(value -> kept.put(written, value))));
        return kept;
    }

    private Optional<QueryForm> form() {
        try {
            return Optional.of(QueryForm.of(head.rawQuery(), body));
        } catch (AwsException _) {
            return Optional.empty();
        }
    }
}
