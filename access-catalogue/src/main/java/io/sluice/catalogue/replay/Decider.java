package io.sluice.catalogue.replay;

import io.sluice.iam.Decision;
import io.sluice.iam.PolicyType;
import io.sluice.iam.Principal;
import io.sluice.iam.S3Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides logged requests by the documents of a catalogue, on the way that each took. What the log does not tell and the documents ask for
 * makes a request undecidable, unless it comes to the same either way. For one thread.
 */
final class Decider {
    private static final String GONE = "no longer in the catalogue";

    private final String account;
    private final Gates gates;
    private final Callers callers;
    private final Judge judge;

    Decider(Documents documents) {
        account = documents.account();
        gates = documents.gates();
        callers = new Callers(documents);
        judge = new Judge(documents.grants(), new Rulings(account));
    }

    /** Who asked; none where that is nobody's ARN. */
    Optional<Callers.Known> caller(LoggedRequest request) {
        return callers.of(request.caller().arn());
    }

    /**
     * The verdict.
     *
     * @param known who asked, as {@link #caller} says
     * @param vend what the caller's credentials were vended for, where that is known
     */
    Verdict decide(LoggedRequest request, Optional<Callers.Known> known, Optional<Vend> vend) {
        if (known.isEmpty()) {
            return new Verdict.Unknown(Reason.CANONICAL_ID, request.caller().arn());
        }
        if (known.get().principal().kind() == Principal.Kind.SERVICE) {
            return new Verdict.Unknown(Reason.SERVICE, request.caller().arn());
        }
        var asker = new Asker(known.get(), request, vend);
        return switch (request.call().way()) {
            case Way.Bucket(var name) -> atBucket(asker, name);
            case Way.AccessPoint(var arn) -> atAccessPoint(asker, arn);
            case Way.ObjectLambda(var arn) -> atObjectLambda(asker, arn);
        };
    }

    private Verdict atBucket(Asker asker, String name) {
        var bucket = gates.bucket(name);
        return bucket.isEmpty()
                ? new Verdict.Unknown(Reason.OTHER_BUCKET, name)
                : each(asker, bucket.get().checkpoint(), bucket.get().arn());
    }

    private Verdict atAccessPoint(Asker asker, String arn) {
        var point = gates.accessPoint(arn);
        return point.isEmpty()
                ? missing(asker, arn, asker.request().call().key(), "s3:")
                : each(asker, point.get().checkpoint(), point.get().bucket().arn());
    }

    /** An access point of the account that the catalogue does not have is not there any more. */
    private Verdict missing(Asker asker, String arn, String key, String service) {
        var parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[4].equals(account)) {
            return new Verdict.Unknown(Reason.OTHER_BUCKET, arn);
        }
        var request = asker.asks(
                action(asker.request().call())
                        .orElse(service + asker.request().call().operation()),
                key.isEmpty() ? arn : arn + "/object/" + key,
                account,
                Map.of());
        return new Verdict.Decided(() -> request, new Decision.ImplicitlyDenied(PolicyType.RESOURCE, arn, GONE));
    }

    private static Optional<String> action(LoggedRequest.Call call) {
        return Needed.of(call).flatMap(all -> all.stream().findFirst()).map(S3Operation.Permission::action);
    }

    /** Each permission that the call needs. */
    private Verdict each(Asker asker, Checkpoint place, String bucketArn) {
        var call = asker.request().call();
        var needed = Needed.of(call);
        if (needed.isEmpty()) {
            return new Verdict.Unknown(Reason.UNKNOWN_OPERATION, call.operation());
        }
        if (needed.get().size() == 1) {
            return one(asker, place, bucketArn, needed.get().getFirst());
        }
        var verdicts = new ArrayList<Verdict>(needed.get().size());
        for (var permission : needed.get()) {
            verdicts.add(one(asker, place, bucketArn, permission));
        }
        return all(verdicts);
    }

    private Verdict one(Asker asker, Checkpoint place, String bucketArn, S3Operation.Permission permission) {
        var call = asker.request().call();
        return switch (permission.kind()) {
            case BUCKET -> judge.decide(asker, place, Question.about(permission.action(), bucketArn));
            case OBJECT ->
                call.key().isEmpty()
                        ? new Verdict.Unknown(Reason.HIDDEN, call.operation())
                        : judge.decide(asker, place, Question.about(permission.action(), bucketArn, call.key()));
            case SOURCE -> source(asker, permission.action());
            case ACCOUNT -> new Verdict.Unknown(Reason.NOT_DATA, call.operation());
        };
    }

    /** What a copy reads, and on which way, is told by its header alone. An alias is the name of no bucket that is here. */
    private Verdict source(Asker asker, String action) {
        var call = asker.request().call();
        var unknown = new Verdict.Unknown(Reason.COPY_SOURCE, call.operation());
        var source = CopySource.of(call.parameters().getOrDefault("x-amz-copy-source", ""));
        if (source.isEmpty()) {
            return unknown;
        }
        var key = source.get().key();
        return switch (source.get().way()) {
            case Way.Bucket(var name) ->
                gates.bucket(name)
                        .map(bucket ->
                                judge.decide(asker, bucket.checkpoint(), Question.about(action, bucket.arn(), key)))
                        .orElse(unknown);
            case Way.AccessPoint(var arn) ->
                gates.accessPoint(arn)
                        .map(point -> judge.decide(
                                asker,
                                point.checkpoint(),
                                Question.about(action, point.bucket().arn(), key)))
                        .orElseGet(() -> missing(asker, arn, key, "s3:"));
            case Way.ObjectLambda _ -> unknown;
        };
    }

    /**
     * Its own permission, then to invoke the function, or what goes straight through; what the function reads has a line of its own. From <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-policies.html">configuring IAM policies for Object Lambda</a>.
     */
    private Verdict atObjectLambda(Asker asker, String arn) {
        var lambda = gates.objectLambda(arn);
        if (lambda.isEmpty()) {
            return missing(asker, arn, asker.request().call().key(), "s3-object-lambda:");
        }
        var call = asker.request().call();
        var place = lambda.get().checkpoint();
        if (call.operation().equals("WriteGetObjectResponse")) {
            return judge.decide(asker, place, Question.about("s3-object-lambda:WriteGetObjectResponse", arn));
        }
        var needed = Needed.of(call);
        if (needed.isEmpty()) {
            return new Verdict.Unknown(Reason.UNKNOWN_OPERATION, call.operation());
        }
        var verdicts = new ArrayList<Verdict>();
        for (var permission : needed.get()) {
            var own = "s3-object-lambda:" + permission.action().substring("s3:".length());
            verdicts.add(judge.decide(asker, place, Question.about(own, arn)));
        }
        verdicts.add(behind(asker.via(LoggedRequest.Means.OBJECT_LAMBDA), lambda.get()));
        return all(verdicts);
    }

    private Verdict behind(Asker asker, Gates.Lambda lambda) {
        return lambda.rendered().actions().contains(asker.request().call().operation())
                ? judge.decide(
                        asker,
                        Checkpoint.IDENTITY_ALONE,
                        Question.about(
                                "lambda:InvokeFunction", lambda.rendered().functionArn()))
                : atAccessPoint(asker, lambda.rendered().supportingAccessPointArn());
    }

    /** A refusal settles it; otherwise all of it has to be known. */
    private static Verdict all(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(each -> each instanceof Verdict.Decided(var _, var decision) && !decision.isAllowed())
                .findFirst()
                .or(() -> verdicts.stream()
                        .filter(Verdict.Unknown.class::isInstance)
                        .findFirst())
                .or(() -> verdicts.stream().findFirst())
                .orElseThrow();
    }
}
