package io.sluice.lake.lambda;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where events go that a function could not process: as <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">an on-failure destination</a> a bucket, and as
 * dead-letter queue an SQS queue. There are no queues in this lake: what one would get is appended to a file in the data folder. Topics,
 * buses and other functions are refused.
 */
final class Destinations {
    private static final Pattern BUCKET = Pattern.compile("arn:aws:s3:::(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])");
    private static final Pattern QUEUE =
            Pattern.compile("arn:aws:sqs:[a-z0-9-]+:\\d{12}:(?<queue>[a-zA-Z0-9_-]{1,80})");

    private Destinations() {}

    /** The ARN of a dead-letter queue; an empty text takes one away. */
    static Optional<String> deadLetter(Optional<String> arn) {
        var queue = arn.filter(each -> !each.isEmpty());
        if (queue.filter(each -> !QUEUE.matcher(each).matches()).isPresent()) {
            throw CodeStore.invalid("The dead-letter queue of a function in this lake is a standard SQS queue: "
                    + queue.get()
                    + " is none. For records of failed invocations set the ARN of a bucket as OnFailure destination"
                    + " with PutFunctionEventInvokeConfig.");
        }
        return queue;
    }

    /** The ARN of an on-failure destination that can be here. */
    static String onFailure(String arn) {
        if (!BUCKET.matcher(arn).matches()) {
            throw CodeStore.invalid(
                    "The OnFailure destination of a function in this lake is a bucket, arn:aws:s3:::NAME: " + arn
                            + " is none.");
        }
        return arn;
    }

    /** The last part of an ARN: the name of the bucket or the queue. */
    static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
