package io.sluice.lake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.iam.RequestContext;
import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.identitycenter.IdentityCenter;
import io.sluice.lake.identitycenter.OidcException;
import io.sluice.lake.identitycenter.TokenCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Serves CreateTokenWithIAM, with errors as clients of <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/CommonErrors.html">the OIDC API</a> know them.
 */
final class IdentityCenterDoor {
    private final Entrance entrance;
    private final Optional<IdentityCenter> center;
    private final Authorizer authorizer;
    private final Network network;

    /** An answer, and the type of the error that it is, if it is one. */
    private record Answer(int status, String json, Optional<String> errorType) {}

    IdentityCenterDoor(Entrance entrance, Optional<IdentityCenter> center, Authorizer authorizer, Network network) {
        this.entrance = entrance;
        this.center = center;
        this.authorizer = authorizer;
        this.network = network;
    }

    void serve(Exchange exchange, Visit visit) throws IOException {
        visit.named("CreateTokenWithIAM", false);
        Answer answer;
        try {
            answer = answer(exchange, visit);
        } catch (OidcException refusal) {
            visit.failed(refusal.code().exception(), refusal.getMessage());
            answer = refused(refusal);
        } catch (AwsException refusal) {
            answer = refused(refusal);
            visit.failed(answer.errorType().orElseThrow(), String.valueOf(refusal.getMessage()));
        } catch (RuntimeException fault) {
            answer = refused(visit.fault(fault));
        }
        var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
        visit.sent(bytes.length);
        var headers = new Headers()
                .set("x-amzn-RequestId", visit.requestId())
                .set("Content-Type", "application/json")
                .set("Cache-Control", "no-store");
        answer.errorType().ifPresent(type -> headers.set("x-amzn-ErrorType", type));
        try (var out = exchange.respond(answer.status(), headers, bytes.length)) {
            out.write(bytes);
        }
    }

    private Answer answer(Exchange exchange, Visit visit) throws IOException {
        var arrival = entrance.admit(exchange, visit);
        var body = arrival.stream().readNBytes(TokenCall.MAX_BODY + 1);
        if (body.length > TokenCall.MAX_BODY) {
            throw new AwsException(ErrorCode.InvalidRequest, "The request is longer than any call of this service.");
        }
        var caller = arrival.signer().orElseThrow(() -> new AwsException(ErrorCode.MissingAuthenticationToken));
        RequestContext context =
                authorizer.gate(arrival.signer(), exchange.head(), network).context();
        var call = new TokenCall(caller, body, context, visit::decided);
        call.parameters().forEach(visit::about);
        var answer = center.orElseThrow(() ->
                        new AwsException(ErrorCode.AccessDenied, "There is no instance of IAM Identity Center here."))
                .createToken(call);
        visit.answered("userId", answer.userId());
        return new Answer(200, answer.json(), Optional.empty());
    }

    private static Answer refused(OidcException refusal) {
        var code = refusal.code();
        return new Answer(
                code.status(), json(code.text(), String.valueOf(refusal.getMessage())), Optional.of(code.exception()));
    }

    /** What failed before it came to the operation has the names that AWS's services share. */
    private static Answer refused(AwsException refusal) {
        return switch (refusal.code()) {
            case MissingAuthenticationToken -> common(403, "MissingAuthenticationTokenException", refusal);
            case InvalidAccessKeyId, InvalidToken -> common(403, "UnrecognizedClientException", refusal);
            case ExpiredToken -> common(403, "ExpiredTokenException", refusal);
            case SignatureDoesNotMatch, XAmzContentSHA256Mismatch, RequestTimeTooSkewed ->
                common(403, "InvalidSignatureException", refusal);
            case AccessDenied -> common(403, "AccessDeniedException", refusal);
            case InternalError -> common(500, "InternalServerException", refusal);
            default -> common(400, "InvalidRequestException", refusal);
        };
    }

    private static Answer common(int status, String type, AwsException refusal) {
        return new Answer(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("message", refusal.getMessage())
                        .toString(),
                Optional.of(type));
    }

    private static String json(String error, String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", description)
                .toString();
    }
}
