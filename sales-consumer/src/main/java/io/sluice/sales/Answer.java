package io.sluice.sales;

import java.io.IOException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What S3, or the client before it, answered to a call that did not succeed.
 *
 * @param status 0 where the request never got an answer
 */
record Answer(int status, String code, String message, String requestId) {

    /** The request was sent, or tried to be, and nothing came back. */
    static final String NO_ANSWER = "NoAnswer";

    /** The client itself refused to send it. */
    static final String CLIENT = "RefusedByTheClient";

    private static boolean leftTheClient(SdkException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof AbortedException
                    || cause instanceof ApiCallTimeoutException) {
                return true;
            }
        }
        return false;
    }

    static Answer of(SdkException failure) {
        if (failure instanceof S3Exception refused) {
            var details = refused.awsErrorDetails();
            String requestId = refused.requestId() == null ? "" : refused.requestId();
            return details == null
                    ? new Answer(refused.statusCode(), "Unknown", String.valueOf(refused.getMessage()), requestId)
                    : new Answer(refused.statusCode(), details.errorCode(), details.errorMessage(), requestId);
        }
        return new Answer(0, leftTheClient(failure) ? NO_ANSWER : CLIENT, String.valueOf(failure.getMessage()), "");
    }
}
