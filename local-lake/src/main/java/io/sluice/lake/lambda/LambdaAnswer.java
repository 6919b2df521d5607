package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An answer to be written.
 *
 * @param length -1 where it is not known
 */
public record LambdaAnswer(int status, Headers headers, long length, Body body) {
    /** What writes it. */
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out) throws IOException;
    }

    public LambdaAnswer {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    static LambdaAnswer of(int status, byte[] bytes) {
        return new LambdaAnswer(status, new Headers(), bytes.length, out -> out.write(bytes));
    }

    static LambdaAnswer json(int status, JsonNode json) {
        var answer = of(status, Json.bytes(json));
        answer.headers().set("Content-Type", "application/json");
        return answer;
    }

    static LambdaAnswer empty(int status) {
        return of(status, new byte[0]);
    }

    /** A refusal in Lambda's words, also of what failed before: a signature, a token, an access key. */
    public static LambdaAnswer refusal(AwsException refusal) {
        var told = told(refusal);
        var json = Json.object();
        told.details().forEach(json::put);
        json.put("Type", told.code().status() >= 500 ? "Service" : "User").put("Message", told.getMessage());
        json.put("message", told.getMessage());
        var answer = json(told.code().status(), json);
        answer.headers().set("x-amzn-ErrorType", told.code().name());
        return answer;
    }

    /** The same refusal under the name that it has with Lambda. */
    public static AwsException told(AwsException refusal) {
        return switch (refusal.code()) {
            case AccessDenied -> new AwsException(ErrorCode.AccessDeniedException, refusal.getMessage());
            case ExpiredToken -> new AwsException(ErrorCode.ExpiredTokenException);
            case InvalidAccessKeyId, InvalidToken -> new AwsException(ErrorCode.UnrecognizedClientException);
            case SignatureDoesNotMatch, RequestTimeTooSkewed, AuthorizationHeaderMalformed ->
                new AwsException(
                        ErrorCode.InvalidSignatureException,
                        refusal.code() == ErrorCode.SignatureDoesNotMatch
                                ? ErrorCode.InvalidSignatureException.message()
                                : refusal.getMessage());
            case EntityTooLarge -> new AwsException(ErrorCode.RequestTooLargeException);
            case InternalError -> new AwsException(ErrorCode.ServiceException);
            default -> refusal;
        };
    }

    /** Text, for what is not of Lambda's API. */
    static LambdaAnswer text(int status, String contentType, String text) {
        var answer = of(status, text.getBytes(StandardCharsets.UTF_8));
        answer.headers().set("Content-Type", contentType);
        return answer;
    }
}
