package io.sluice.catalogue.replay;

import io.sluice.iam.S3Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * What records with CloudTrail's fields say, CloudTrail's own and the lake's. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html">CloudTrail log file
 * entries for S3</a>. For one thread.
 */
final class TrailLines {
    private static final String S3 = "s3.amazonaws.com";
    private static final String HIDDEN_VALUE = "HIDDEN_DUE_TO_SECURITY_REASONS";

    /** CloudTrail does not tell the keys of it, the lake does: https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html */
    private static final String BATCH = "DeleteObjects";

    private final Times times = new Times();

    LogLine line(TrailRecord record) {
        var time = times.trail(record.text(TrailText.EVENT_TIME));
        if (record.text(TrailText.EVENT_SOURCE).isEmpty()
                || record.text(TrailText.EVENT_NAME).isEmpty()) {
            return new LogLine.Malformed("no CloudTrail record: eventSource or eventName is missing");
        }
        if (time.isEmpty()) {
            return new LogLine.Malformed("eventTime \"" + cut(record.text(TrailText.EVENT_TIME)) + "\" is no time");
        }
        var source = record.text(TrailText.EVENT_SOURCE);
        var name = record.text(TrailText.EVENT_NAME);
        if (name.equals("GetDataAccess") && !record.response().isEmpty()) {
            return vended(record, time.get());
        }
        if (!source.equals(S3) && !source.equals(LoggedRequest.Means.OBJECT_LAMBDA)) {
            return new LogLine.Undecidable(Reason.NOT_DATA, source + " " + name);
        }
        return request(record, time.get());
    }

    static LogKind kind(TrailRecord record) {
        return !record.text(TrailText.DECISION).isEmpty() ? LogKind.LAKE : LogKind.CLOUDTRAIL;
    }

    private static LogLine vended(TrailRecord record, Instant time) {
        var key = record.response().getOrDefault("credentials.accessKeyId", "");
        var target = record.response().getOrDefault("matchedGrantTarget", "");
        var grantee = record.response().getOrDefault("granteeIdentifier", "");
        return key.isEmpty() || target.isEmpty() || grantee.isEmpty()
                ? new LogLine.Undecidable(Reason.NOT_DATA, S3 + " GetDataAccess")
                : new LogLine.Vended(key, new Vend(time, target, grantee));
    }

    private static LogLine request(TrailRecord record, Instant time) {
        var name = record.text(TrailText.EVENT_NAME);
        var outcome = outcome(record);
        if (outcome.reason().isPresent()) {
            return new LogLine.Undecidable(outcome.reason().get(), name + " " + record.text(TrailText.ERROR_CODE));
        }
        if (record.text(TrailText.EVENT_CATEGORY).equals("Management")
                && S3Operation.named(name).isEmpty()) {
            return new LogLine.Undecidable(Reason.NOT_DATA, S3 + " " + name);
        }
        var caller = caller(record);
        if (caller.isEmpty()) {
            return new LogLine.Undecidable(Reason.SERVICE, name + " by " + who(record));
        }
        var way = way(record);
        var key = key(record);
        if (way.isEmpty() || key.equals(HIDDEN_VALUE)) {
            return new LogLine.Undecidable(Reason.HIDDEN, name);
        }
        var means = new LoggedRequest.Means(tls(record), record.text(TrailText.INVOKED_BY));
        if (name.equals(BATCH)) {
            return batch(
                    record,
                    new LoggedRequest(
                            time, caller.get(), new LoggedRequest.Call(name, way.get(), "", Map.of()), means, true));
        }
        var call = new LoggedRequest.Call(name, way.get(), key, record.parameters());
        return new LogLine.Asked(new LoggedRequest(time, caller.get(), call, means, outcome == Outcome.ALLOWED));
    }

    /** A request for each permission that was asked for; all of them have to be told. */
    private static LogLine batch(TrailRecord record, LoggedRequest whole) {
        var each = new ArrayList<LoggedRequest>();
        for (var asked : record.asked()) {
            asked.call(whole.call().way())
                    .ifPresent(call -> each.add(
                            new LoggedRequest(whole.time(), whole.caller(), call, whole.means(), asked.isAllowed())));
        }
        return each.isEmpty() || each.size() < record.asked().size()
                ? new LogLine.Undecidable(Reason.BATCH, BATCH)
                : new LogLine.Asked(each, Optional.empty());
    }

    /** The lake tells what was decided; of others it is what they answered. */
    private static Outcome outcome(TrailRecord record) {
        return switch (record.text(TrailText.DECISION)) {
            case "Allowed" -> Outcome.ALLOWED;
            case "ExplicitlyDenied", "ImplicitlyDenied" -> Outcome.REFUSED;
            default ->
                key(record).isEmpty()
                        ? Outcome.of(record.text(TrailText.ERROR_CODE))
                        : Outcome.of(record.text(TrailText.ERROR_CODE), record.text(TrailText.ERROR_MESSAGE));
        };
    }

    private static Optional<LoggedRequest.Caller> caller(TrailRecord record) {
        var arn = record.text(TrailText.ARN);
        if (record.text(TrailText.TYPE).equals("AWSService")) {
            return Optional.empty();
        }
        if (arn.isEmpty()) {
            boolean anonymous = record.text(TrailText.ACCOUNT_ID).equalsIgnoreCase("anonymous");
            return anonymous ? Optional.of(new LoggedRequest.Caller("*", "")) : Optional.empty();
        }
        // The lake opens sessions for roles of its catalogue only; of those that it was told of it does not say since
        // when they are.
        boolean ofCatalogue = kind(record) == LogKind.LAKE && record.hasSession();
        return Optional.of(new LoggedRequest.Caller(arn, record.text(TrailText.ACCESS_KEY_ID), ofCatalogue));
    }

    private static String who(TrailRecord record) {
        return record.text(TrailText.INVOKED_BY).isEmpty()
                ? "account " + record.text(TrailText.ACCOUNT_ID)
                : record.text(TrailText.INVOKED_BY);
    }

    private static Optional<Way> way(TrailRecord record) {
        if (record.text(TrailText.EVENT_SOURCE).equals(LoggedRequest.Means.OBJECT_LAMBDA)) {
            return some(record.resources().objectLambdaArn()).map(Way.ObjectLambda::new);
        }
        if (!record.resources().accessPointArn().isEmpty()) {
            return Optional.of(new Way.AccessPoint(record.resources().accessPointArn()));
        }
        var named = record.parameters().getOrDefault("bucketName", "");
        return some(record.resources().bucketArn().replaceFirst("^arn:[a-z-]+:s3:::", ""))
                .or(() -> some(named))
                .map(Way.Bucket::new);
    }

    private static String key(TrailRecord record) {
        var key = record.parameters().get("key");
        if (key != null) {
            return key;
        }
        int slash = record.resources().objectArn().indexOf('/');
        return slash < 0 ? "" : record.resources().objectArn().substring(slash + 1);
    }

    /**
     * The lake says it. Of CloudTrail's records those with a TLS version or a cipher suite came by TLS; of one without these nothing is
     * certain: they are left out where a service made the call, and where they are missing what is there is logged nevertheless. From <a
     * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record
     * contents</a>, {@code tlsDetails}.
     */
    private static Optional<Boolean> tls(TrailRecord record) {
        return switch (record.text(TrailText.SECURE_TRANSPORT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default ->
                record.text(TrailText.CIPHER_SUITE).isEmpty()
                                && record.text(TrailText.TLS_VERSION).isEmpty()
                        ? Optional.empty()
                        : Optional.of(true);
        };
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
