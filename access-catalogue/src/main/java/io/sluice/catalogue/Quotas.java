package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * AWS's limits beside what a catalogue uses of them. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html">access points</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-limitations.html">Access Grants</a> and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM</a>; of these the number of roles can be raised.
 */
final class Quotas {
    private final List<Quota> quotas = new ArrayList<>();

    private Quotas() {}

    /**
     * All of them, sizes of documents first.
     *
     * @throws CatalogueException where a limit is passed that AWS does not raise
     */
    static List<Quota> of(RenderedCatalogue rendered) {
        var quotas = new Quotas();
        rendered.buckets()
                .forEach(bucket -> quotas.size(
                        Document.Kind.RESOURCE,
                        "the policy of bucket " + bucket.name(),
                        bucket.policy().orElse("")));
        rendered.accessPoints()
                .forEach(point -> quotas.size(
                        Document.Kind.RESOURCE,
                        "the policy of access point " + point.name(),
                        point.policy().orElse("")));
        for (var role : rendered.roles()) {
            quotas.size(Document.Kind.TRUST, "the trust policy of " + role.name(), role.trustPolicy());
            quotas.size(
                    Document.Kind.IDENTITY,
                    "the policies of " + role.name(),
                    String.join("", role.policies().values()));
        }
        quotas.count("access points", rendered.accessPoints().size(), 10_000);
        quotas.count(
                "Object Lambda access points",
                rendered.objectLambdaAccessPoints().size(),
                1_000);
        quotas.add(new Quota("roles", rendered.roles().size(), 1_000, 5_000));
        rendered.grants().ifPresent(grants -> {
            quotas.count("Access Grants locations", grants.locations().size(), 1_000);
            quotas.count("access grants", grants.grants().size(), 100_000);
        });
        quotas.count("OIDC providers", rendered.oidcProviders().size(), 100);
        return List.copyOf(quotas.quotas);
    }

    private void size(Document.Kind kind, String what, String document) {
        if (!document.isEmpty()) {
            add(new Quota("bytes in " + what, kind.size(document), kind.limit(), kind.limit()));
        }
    }

    private void count(String what, int used, int limit) {
        if (used > 0) {
            add(new Quota(what, used, limit, limit));
        }
    }

    private void add(Quota quota) {
        if (quota.used() > quota.raisableTo()) {
            throw new CatalogueException("too much for AWS: " + quota);
        }
        quotas.add(quota);
    }
}
