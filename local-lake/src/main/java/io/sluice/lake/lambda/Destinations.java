package io.sluice.lake.lambda;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where events go that a function could not process. There are no queues, topics and buses in this lake: what is here is <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">a bucket, as an on-failure destination</a>.
 */
final class Destinations {
    private static final Pattern BUCKET = Pattern.compile("arn:aws:s3:::(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])");
    private static final String USE_A_BUCKET =
            " Set the ARN of a bucket as OnFailure destination with PutFunctionEventInvokeConfig instead.";

    private Destinations() {}

    /** The only dead-letter queue that a function can have here is none. */
    static void refuseDeadLetterQueue(Optional<String> arn) {
        if (arn.filter(each -> !each.isEmpty()).isPresent()) {
            throw CodeStore.invalid(
                    "There are no queues and no topics in this lake: " + arn.get() + "." + USE_A_BUCKET);
        }
    }

    /** The ARN of an on-failure destination that can be here. */
    static String onFailure(String arn) {
        if (!BUCKET.matcher(arn).matches()) {
            throw CodeStore.invalid("This destination is not part of this lake: " + arn + "." + USE_A_BUCKET);
        }
        return arn;
    }

    /** The bucket of an on-failure destination. */
    static String bucket(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
