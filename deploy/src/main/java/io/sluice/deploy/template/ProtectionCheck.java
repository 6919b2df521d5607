package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at what keeps the data of the catalogue's buckets: versions, encryption under a key of the company's, no ACLs. */
final class ProtectionCheck {
    private final Set<String> buckets;
    private final ResolvedStacks stacks;

    ProtectionCheck(RenderedCatalogue expected, ResolvedStacks stacks) {
        this.buckets =
                Set.copyOf(expected.buckets().stream().map(RenderedBucket::name).toList());
        this.stacks = stacks;
    }

    List<TemplateFinding> find() {
        var findings = new ArrayList<TemplateFinding>();
        stacks.resources().stream()
                .filter(resource -> resource.is("AWS::S3::Bucket") && buckets.contains(resource.ref()))
                .forEach(bucket -> find(bucket, findings));
        return findings;
    }

    private static void find(Resource bucket, List<TemplateFinding> findings) {
        try {
            wants(bucket.property("VersioningConfiguration").member("Status"), "Enabled", findings);
            wants(encryption(bucket), "aws:kms", findings);
            wants(ownership(bucket), "BucketOwnerEnforced", findings);
        } catch (TemplateException e) {
            findings.add(e.finding());
        }
    }

    private static Value encryption(Resource bucket) {
        var rules = bucket.property("BucketEncryption").member("ServerSideEncryptionConfiguration");
        var first = rules.elements().isEmpty() ? rules : rules.elements().getFirst();
        return first.member("ServerSideEncryptionByDefault").member("SSEAlgorithm");
    }

    /** What a bucket has where nothing is said, for all made since April 2023. */
    private static Value ownership(Resource bucket) {
        var rules = bucket.property("OwnershipControls").member("Rules");
        return rules.elements().isEmpty() ? rules : rules.elements().getFirst().member("ObjectOwnership");
    }

    private static void wants(Value value, String wanted, List<TemplateFinding> findings) {
        boolean mayBeLeftOut = wanted.equals("BucketOwnerEnforced");
        if (value.isThere() ? !value.text().equals(wanted) : !mayBeLeftOut) {
            findings.add(new TemplateFinding(
                    Kind.UNPROTECTED,
                    value.where(),
                    "must be " + wanted + (value.isThere() ? ", not " + value.text() : ", and is not there")));
        }
    }
}
