package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What S3 answered to a call that did not succeed, in its own words.
 *
 * @param status 0 where the request got no answer
 */
record Refusal(int status, String code, String message) {
    Refusal {
        requireNonNull(code);
        requireNonNull(message);
    }

    static Refusal of(SdkException failure) {
        if (!(failure instanceof S3Exception refused)) {
            return new Refusal(0, "NoAnswer", String.valueOf(failure.getMessage()));
        }
        var details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? new Refusal(refused.statusCode(), "Http" + refused.statusCode(), refused.getMessage())
                : new Refusal(refused.statusCode(), details.errorCode(), String.valueOf(details.errorMessage()));
    }

    /** Such as {@code 403 AccessDenied: User: … is not authorized …}. */
    String told() {
        return (status == 0 ? "" : status + " ") + code + ": " + message;
    }
}
