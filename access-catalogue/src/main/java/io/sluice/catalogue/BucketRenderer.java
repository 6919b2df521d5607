package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies of buckets: each trusts exactly the catalogue's own access points on it, for the actions that come through one of them.
 * From <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">access point policies</a>.
 */
final class BucketRenderer {
    private final Catalogue catalogue;
    private final Arns arns;

    BucketRenderer(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.arns = arns;
    }

    RenderedBucket render(Bucket bucket) {
        var name = bucket.name();
        var resources = List.of(arns.bucket(name), arns.bucket(name) + "/*");
        var document = new Document();
        delegation(name).ifPresent(statement -> {
            statement.put("Resource", resources);
            statement.put("Condition", ownAccessPoints(bucket));
            document.add(statement);
        });
        if (bucket.tls() == Tls.REQUIRED) {
            var deny = Document.statement("DenyWithoutTls", "Deny", "*", "s3:*");
            deny.put("Resource", resources);
            deny.put("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
            document.add(deny);
        }
        return new RenderedBucket(name, json(bucket, document), PublicAccessBlock.ALL);
    }

    private static Optional<String> json(Bucket bucket, Document document) {
        try {
            return document.json(Document.Kind.RESOURCE, "the policy of bucket " + bucket.name());
        } catch (CatalogueException tooLarge) {
            throw bucket.accessPointPrefix().isPresent()
                    ? tooLarge
                    : new CatalogueException(tooLarge.getMessage()
                            + "; it names its access points one by one: give the bucket an accessPointPrefix,"
                            + " such as lake-, that all their names start with");
        }
    }

    private Optional<Map<String, Object>> delegation(String bucket) {
        var granted = applications(bucket)
                .flatMap(application -> AccessPointRenderer.permissions(catalogue, application))
                .distinct()
                .toList();
        return granted.isEmpty()
                ? Optional.empty()
                : Optional.of(Document.statement(
                        "DelegateToAccessPoints", "Allow", Map.of("AWS", "*"), Permission.actions(granted::contains)));
    }

    /**
     * The account alone would trust every access point that anybody in it creates; a prefix trusts those whose names only some may create.
     */
    private Map<String, Object> ownAccessPoints(Bucket bucket) {
        var account = Map.entry("s3:DataAccessPointAccount", catalogue.account());
        var prefix = bucket.accessPointPrefix();
        var condition = new LinkedHashMap<String, Object>();
        if (prefix.isPresent()) {
            condition.put("StringEquals", Map.ofEntries(account));
            condition.put("StringLike", Map.of("s3:DataAccessPointArn", arns.accessPoint(prefix.get() + "*")));
            return condition;
        }
        var points = applications(bucket.name())
                .filter(application -> AccessPointRenderer.permissions(catalogue, application)
                        .findAny()
                        .isPresent())
                .map(application -> arns.accessPoint(application.accessPoint()))
                .sorted()
                .toList();
        var keys = new LinkedHashMap<String, Object>();
        keys.put(account.getKey(), account.getValue());
        keys.put("s3:DataAccessPointArn", points);
        condition.put("StringEquals", keys);
        return condition;
    }

    private Stream<Application> applications(String bucket) {
        return catalogue.applications().stream()
                .filter(application -> application.bucket().equals(bucket));
    }
}
