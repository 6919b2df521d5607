package io.sluice.lake.notification;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.Functions;
import io.sluice.lake.s3.BucketNotifications;
import io.sluice.lake.s3.ObjectEvent;
import io.sluice.lake.s3.XmlIn;
import io.sluice.lake.s3.XmlOut;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Tells functions of what happens to objects. A function gets events of a bucket only where its own policy lets S3 invoke it for that
 * bucket, which is asked when the configuration is put and again for every event. Events go the way of asynchronous invocations, at least
 * once each. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html">Amazon S3 event notifications</a> and <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html">process S3 event notifications with Lambda</a>.
 */
public final class Notifications implements BucketNotifications, ObjectEvent.Listener {
    private static final System.Logger LOG = System.getLogger(Notifications.class.getName());
    private static final int MOST_RULES = 100;

    private final RuleStore store;
    private final Functions functions;
    private final EventRecords records;

    /** @param region the one Region of the lake */
    public Notifications(Settings settings, Functions functions, String region) {
        this.store = new RuleStore(settings);
        this.functions = functions;
        this.records = new EventRecords(region);
    }

    /** The rules of a bucket. */
    public List<Rule> rules(String bucket) {
        return store.of(bucket);
    }

    @Override
    public void write(String bucket, XmlOut document) {
        store.of(bucket).forEach(rule -> RuleXml.write(rule, document));
    }

    @Override
    public void put(Bucket bucket, XmlIn.Element document, boolean validate) {
        var rules = RuleXml.read(document);
        if (validate) {
            rules.forEach(rule -> validate(rule, bucket));
        }
        put(bucket.name(), rules);
    }

    /**
     * Replaces the rules of a bucket, without asking for permissions.
     *
     * @throws AwsException {@code InvalidArgument} where two of them could be for the same event
     */
    public void put(String bucket, List<Rule> rules) {
        check(rules);
        store.put(bucket, rules);
    }

    @Override
    public void remove(String bucket) {
        store.put(bucket, List.of());
    }

    private static void check(List<Rule> rules) {
        if (rules.size() > MOST_RULES) {
            throw RuleXml.invalid(
                    "There are more than " + MOST_RULES + " notifications.", "NotificationConfiguration", "");
        }
        var ids = new HashSet<String>();
        for (int i = 0; i < rules.size(); i++) {
            if (!ids.add(rules.get(i).id())) {
                throw RuleXml.invalid(
                        "Same ID used for multiple configurations. IDs must be unique",
                        "Id",
                        rules.get(i).id());
            }
            for (int j = 0; j < i; j++) {
                if (rules.get(i).overlaps(rules.get(j))) {
                    throw RuleXml.invalid(
                            "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are"
                                    + " overlapping for the same event type.",
                            "Id",
                            rules.get(i).id());
                }
            }
        }
    }

    private void validate(Rule rule, Bucket bucket) {
        String reason;
        try {
            var function = functions.reference(rule.functionArn());
            if (functions.exists(function) && mayInvoke(rule, bucket)) {
                return;
            }
            reason = "Not authorized to invoke function [" + rule.functionArn() + "]";
        } catch (AwsException refusal) {
            reason = refusal.getMessage();
        }
        throw new AwsException(
                ErrorCode.InvalidArgument,
                "Unable to validate the following destination configurations",
                Map.of("ArgumentName1", rule.functionArn(), "ArgumentValue1", reason));
    }

    private boolean mayInvoke(Rule rule, Bucket bucket) {
        var function = functions.reference(rule.functionArn());
        var keys = new HashMap<String, List<String>>();
        keys.put("aws:SourceArn", List.of("arn:aws:s3:::" + bucket.name()));
        keys.put("aws:SourceAccount", List.of(bucket.account()));
        keys.put("aws:PrincipalIsAWSService", List.of("true"));
        var arn = functions.arn(function);
        var request = new AccessRequest(
                Principal.service("s3.amazonaws.com"),
                "lambda:InvokeFunction",
                arn,
                arn.split(":", 6)[4],
                RequestContext.of(keys));
        return functions
                .policy(function)
                .map(policy -> PolicyEvaluator.decide(
                        request, PolicySet.builder().resource(policy).build()))
                .filter(decision -> decision.isAllowed())
                .isPresent();
    }

    @Override
    public void happened(ObjectEvent event) {
        for (var rule : store.of(event.bucket().name())) {
            if (rule.isAbout(event)) {
                tell(rule, event);
            }
        }
    }

    private void tell(Rule rule, ObjectEvent event) {
        var function = functions.reference(rule.functionArn());
        if (functions.exists(function) && mayInvoke(rule, event.bucket())) {
            functions.enqueue(function, records.json(rule, event));
        } else {
            LOG.log(
                    WARNING,
                    "{0} of bucket {1} is not told: {2} is not there or does not let S3 invoke it",
                    event.name(),
                    event.bucket().name(),
                    rule.functionArn());
        }
    }
}
