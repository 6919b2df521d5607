package io.sluice.sales;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What S3, or the client before it, answered to a call that did not succeed.
 *
 * @param status 0 where the request never got an answer
 */
record Answer(int status, String code, String message, String requestId) {

    static Answer of(SdkException failure) {
        if (failure instanceof S3Exception refused) {
            var details = refused.awsErrorDetails();
            String requestId = refused.requestId() == null ? "" : refused.requestId();
            return details == null
                    ? new Answer(refused.statusCode(), "Unknown", String.valueOf(refused.getMessage()), requestId)
                    : new Answer(refused.statusCode(), details.errorCode(), details.errorMessage(), requestId);
        }
        return new Answer(0, "NoAnswer", String.valueOf(failure.getMessage()), "");
    }
}
