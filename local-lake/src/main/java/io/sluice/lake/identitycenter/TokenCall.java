package io.sluice.lake.identitycenter;

import io.sluice.iam.Decision;
import io.sluice.iam.RequestContext;
import io.sluice.lake.principals.Identity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One call of CreateTokenWithIAM, its signature and body hash verified. */
public final class TokenCall {
    /** More than any call needs. */
    public static final int MAX_BODY = 128 * 1024;

    private final Identity caller;
    private final TokenRequest request;
    private final RequestContext context;
    private final Consumer<Decision> decided;

    /**
     * A call of this caller.
     *
     * @param decided is told what decided the caller's permission
     * @throws OidcException where the body is no such request
     */
    public TokenCall(Identity caller, byte[] body, RequestContext context, Consumer<Decision> decided) {
        this.caller = Objects.requireNonNull(caller);
        this.request = TokenRequest.parse(body);
        this.context = Objects.requireNonNull(context);
        this.decided = Objects.requireNonNull(decided);
    }

    Identity caller() {
        return caller;
    }

    TokenRequest request() {
        return request;
    }

    RequestContext context() {
        return context;
    }

    Consumer<Decision> decided() {
        return decided;
    }

    /** What may be written down of it: no token. */
    public Map<String, String> parameters() {
        var kept = new LinkedHashMap<String, String>();
        kept.put("clientId", request.clientId());
        kept.put("grantType", request.grantType());
        if (!request.scopes().isEmpty()) {
            kept.put("scope", String.join(" ", request.scopes()));
        }
        return kept;
    }
}
