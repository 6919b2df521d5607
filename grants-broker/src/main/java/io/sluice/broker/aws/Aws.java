package io.sluice.broker.aws;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS and tells a refusal from a failure: by status and code, never by the text. */
public final class Aws {
    private static final int SERVER_ERROR = 500;
    private static final Set<String> BUSY = Set.of("SlowDown", "ServiceUnavailable", "slow_down", "Throttling");

    private Aws() {}

    /**
     * What the call answers.
     *
     * @param what whom the call is to, in words for people
     * @throws RefusedException where AWS said no
     * @throws UnavailableException where it did not answer, or was too busy to
     */
    public static <T> T ask(String what, Supplier<T> call) {
        long began = System.nanoTime();
        try {
            return call.get();
        } catch (AwsServiceException answered) {
            String code = answered.awsErrorDetails() == null
                    ? ""
                    : answered.awsErrorDetails().errorCode();
            if (answered.statusCode() >= SERVER_ERROR || answered.isThrottlingException() || BUSY.contains(code)) {
                throw new UnavailableException(what, answered);
            }
            throw new RefusedException(
                    code, String.valueOf(answered.awsErrorDetails().errorMessage()));
        } catch (SdkException failed) {
            throw new UnavailableException(what, failed);
        } finally {
            Waiting.add(System.nanoTime() - began);
        }
    }
}
