package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedRole;
import io.sluice.deploy.template.TemplateFinding.Kind;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whoever the catalogue lets read or write must be let by the key that the bucket is encrypted under too: S3 asks for it on their behalf. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">server-side encryption with KMS keys</a>.
 */
final class KeyCheck {
    private static final String DECRYPT = "kms:Decrypt";
    private static final String GENERATE = "kms:GenerateDataKey";

    /** A role that must have the use of a bucket's key. */
    private record Need(String role, String action) implements Comparable<Need> {
        @Override
        public int compareTo(Need other) {
            return (role + action).compareTo(other.role + other.action);
        }
    }

    private final RenderedCatalogue expected;
    private final ResolvedStacks stacks;
    private final Deployment deployment;
    private final List<TemplateFinding> findings = new ArrayList<>();

    KeyCheck(RenderedCatalogue expected, ResolvedStacks stacks, Deployment deployment) {
        this.expected = expected;
        this.stacks = stacks;
        this.deployment = deployment;
    }

    List<TemplateFinding> find() {
        var names = expected.buckets().stream().map(bucket -> bucket.name()).toList();
        for (var bucket : stacks.resources()) {
            if (bucket.is("AWS::S3::Bucket") && names.contains(bucket.ref())) {
                try {
                    check(bucket);
                } catch (TemplateException e) {
                    findings.add(e.finding());
                }
            }
        }
        return findings;
    }

    /** Where no key is named, S3 takes AWS's own for the account, which all of the account may use through S3. */
    private void check(Resource bucket) {
        var rules = bucket.property("BucketEncryption").member("ServerSideEncryptionConfiguration");
        for (var rule : rules.elements()) {
            var id = rule.member("ServerSideEncryptionByDefault").member("KMSMasterKeyID");
            if (id.isThere()) {
                var key = key(id.text());
                if (key.isEmpty()) {
                    findings.add(new TemplateFinding(Kind.MISSING, id.where(), "no template has the key " + id.text()));
                }
                key.ifPresent(found -> needs(bucket.ref()).forEach(need -> check(bucket.ref(), found, need)));
            }
        }
    }

    private Optional<Resource> key(String id) {
        var alias = stacks.resources().stream()
                .filter(each -> each.is("AWS::KMS::Alias"))
                .filter(each -> id.equals(each.ref()) || id.endsWith(":" + each.ref()))
                .map(each -> each.property("TargetKeyId").text())
                .findFirst();
        var wanted = alias.orElse(id);
        return stacks.resources().stream()
                .filter(each -> each.is("AWS::KMS::Key"))
                .filter(each -> wanted.equals(each.ref()) || wanted.equals(each.attribute("Arn")))
                .findFirst();
    }

    private Set<Need> needs(String bucket) {
        var all = new TreeSet<Need>();
        for (var point : expected.accessPoints()) {
            if (point.bucket().equals(bucket)) {
                point.policy()
                        .map(PolicyDocument::parse)
                        .ifPresent(policy -> Atom.of("", policy)
                                .forEach(each -> needs(
                                        all,
                                        each.atom().principal().replaceFirst("^AWS ", ""),
                                        each.atom().action())));
            }
        }
        expected.grants()
                .ifPresent(grants -> grants.locations().stream()
                        .filter(location -> location.scope().startsWith("s3://" + bucket + "/"))
                        .forEach(location -> {
                            needs(all, location.roleArn(), "s3:getobject");
                            needs(all, location.roleArn(), "s3:putobject");
                        }));
        return all;
    }

    private static void needs(Set<Need> all, String principal, String action) {
        if (principal.contains(":role/")) {
            switch (action) {
                case "s3:getobject" -> all.add(new Need(principal, DECRYPT));
                case "s3:putobject" -> all.add(new Need(principal, GENERATE));
                default -> {}
            }
        }
    }

    private void check(String bucket, Resource key, Need need) {
        var name = "policies/" + key.stack() + "/" + key.logicalId() + ".json";
        var policy = deployment.otherPolicies().get(name);
        var role = deployment.rendered().roles().stream()
                .filter(each -> each.arn().equals(need.role()))
                .findFirst();
        if (policy == null || role.isEmpty()) {
            return;
        }
        var policies = PolicySet.builder()
                .identity(identity(role.get()))
                .resource(named(name, policy))
                .build();
        var decision = PolicyEvaluator.decide(request(bucket, key, role.get(), need.action()), policies);
        if (!decision.isAllowed()) {
            findings.add(new TemplateFinding(
                    Kind.NO_LONGER_ALLOWED,
                    deployment.where(name),
                    role.get().name() + " may not " + need.action() + " by the key of " + bucket
                            + ", so S3 refuses it what the catalogue allows"));
        }
    }

    private static List<NamedPolicy> identity(RenderedRole role) {
        return role.policies().entrySet().stream()
                .map(each -> named("roles/" + role.name() + "." + each.getKey(), each.getValue()))
                .toList();
    }

    private static NamedPolicy named(String name, String json) {
        return new NamedPolicy(name, PolicyDocument.parse(json));
    }

    private AccessRequest request(String bucket, Resource key, RenderedRole role, String action) {
        var account = expected.account();
        var session = Principal.of("arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/session")
                .withIssuer(role.arn());
        var context = RequestContext.empty()
                .with("kms:ViaService", "s3." + expected.region() + ".amazonaws.com")
                .with("kms:CallerAccount", account)
                .with("kms:EncryptionContext:aws:s3:arn", "arn:aws:s3:::" + bucket)
                .with("kms:EncryptionContextKeys", "aws:s3:arn");
        return new AccessRequest(session, action, key.attribute("Arn"), account, context);
    }
}
