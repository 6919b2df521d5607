package io.sluice.lake.signing;

import io.sluice.lake.http.RequestHead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of its signature, before anything of it is believed.
 *
 * @param signedHeaders lower case, as listed
 * @param expires of a presigned request
 */
record Claim(
        AuthType type,
        Credential credential,
        SigningTime time,
        List<String> signedHeaders,
        String signature,
        Optional<Duration> expires,
        Optional<String> token) {

    /** @param accessKeyId whoever is said to have signed */
    record Credential(String accessKeyId, CredentialScope scope) {
        private static final int PARTS = 5;

        /** Empty where it has not the form {@code KEY/yyyyMMdd/REGION/SERVICE/aws4_request}. */
        static Optional<Credential> parse(String text) {
            var parts = text.split("/", -1);
            var wellFormed = parts.length == PARTS
                    && parts[4].equals(CredentialScope.TERMINATOR)
                    && List.of(parts).stream().noneMatch(String::isEmpty);
            return wellFormed
                    ? Optional.of(new Credential(parts[0], new CredentialScope(parts[1], parts[2], parts[3])))
                    : Optional.empty();
        }
    }

    Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Empty for a request without any signature. */
    static Optional<Claim> of(RequestHead head, RawQuery query) {
        var authorization = head.headers().first("authorization");
        var inQuery = QueryClaim.isIn(query);
        if (authorization.isPresent() && inQuery) {
            throw Refusal.argument(
                    "Authorization",
                    Refusal.shown(authorization.get()),
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter"
                            + " or the Authorization header should be specified");
        }
        if (inQuery) {
            return Optional.of(QueryClaim.parse(query, head.headers()));
        }
        return authorization.map(value -> HeaderClaim.parse(value, head.headers()));
    }

    String accessKeyId() {
        return credential.accessKeyId();
    }

    CredentialScope scope() {
        return credential.scope();
    }

    @Override
    public String toString() {
        return "Claim[" + type + ' ' + credential + ' ' + time.text() + ']';
    }
}
