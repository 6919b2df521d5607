package io.sluice.lake;

import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedRole;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.accesspoint.BucketRules;
import io.sluice.lake.principals.Role;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.PublicAccessBlock;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the documents of a catalogue into a lake, at each start: what the catalogue names is made or replaced, and access points that an
 * earlier catalogue named and this one does not are taken away. What people made by hand stays.
 */
final class Landing {
    private static final String KIND = "catalogue";
    private static final String ACCESS_POINTS = "access-points";

    private final RenderedCatalogue catalogue;
    private final ObjectStore store;
    private final BucketRules rules;
    private final AccessPoints points;

    Landing(RenderedCatalogue catalogue, ObjectStore store, BucketRules rules, AccessPoints points) {
        this.catalogue = catalogue;
        this.store = store;
        this.rules = rules;
        this.points = points;
    }

    void land(Clock clock) {
        catalogue.buckets().forEach(bucket -> bucket(bucket, clock));
        var names = catalogue.accessPoints().stream()
                .map(RenderedAccessPoint::name)
                .collect(Collectors.toUnmodifiableSet());
        removeFormer(names);
        store.settings().put(KIND, ACCESS_POINTS, String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        catalogue.accessPoints().forEach(this::accessPoint);
    }

    /** The roles of the catalogue; their sessions may do what resources and the roles' own policies allow them and nothing else. */
    static List<Role> roles(RenderedCatalogue catalogue) {
        return catalogue.roles().stream().map(Landing::role).toList();
    }

    private static Role role(RenderedRole rendered) {
        var role = Role.trusting(rendered.arn(), rendered.trustPolicy());
        var policies = new Role.Policies(
                rendered.policies().entrySet().stream()
                        .map(each -> new NamedPolicy(
                                each.getKey() + " of " + rendered.arn(), PolicyDocument.parse(each.getValue())))
                        .toList(),
                Optional.empty());
        return new Role(role.arn(), role.trust(), policies, rendered.maxSessionDuration(), role.tags());
    }

    private void bucket(RenderedBucket rendered, Clock clock) {
        var bucket = store.bucket(rendered.name()).orElseGet(() -> create(rendered.name(), clock));
        rules.putAccessBlock(bucket.name(), block(rendered.publicAccessBlock()));
        if (rendered.policy().isPresent()) {
            rules.putPolicy(bucket, rendered.policy().get(), new Caller(catalogue.account(), "the access catalogue"));
        } else {
            rules.deletePolicy(bucket.name());
        }
    }

    /** Versioned, as the source's bucket is. */
    private Bucket create(String name, Clock clock) {
        store.createBucket(new Bucket(
                name, catalogue.region(), catalogue.account(), clock.instant(), Bucket.Versioning.UNVERSIONED));
        return store.setVersioning(name, Bucket.Versioning.ENABLED);
    }

    private void removeFormer(Set<String> names) {
        var before = store.settings().get(KIND, ACCESS_POINTS).orElse(new byte[0]);
        Arrays.stream(new String(before, StandardCharsets.UTF_8).split("\n"))
                .filter(name -> !name.isEmpty() && !names.contains(name))
                .map(this::id)
                .filter(id -> points.find(id).isPresent())
                .forEach(points::delete);
    }

    /** Where it comes from and what it blocks cannot be changed, so one that differs is made anew. */
    private void accessPoint(RenderedAccessPoint rendered) {
        var creation = new AccessPoints.Creation(
                id(rendered.name()),
                rendered.bucket(),
                Optional.empty(),
                vpc(rendered.networkOrigin()),
                block(rendered.publicAccessBlock()));
        var found = points.find(creation.id()).map(AccessPoints.Guarded::point);
        var same = found.filter(point -> point.bucket().equals(creation.bucket())
                && point.vpc().equals(creation.vpc())
                && point.block().equals(creation.block()));
        if (found.isPresent() && same.isEmpty()) {
            points.delete(creation.id());
        }
        if (same.isEmpty()) {
            points.create(creation);
        }
        if (rendered.policy().isPresent()) {
            points.putPolicy(creation.id(), rendered.policy().get(), "the access catalogue");
        } else {
            points.deletePolicy(creation.id());
        }
    }

    private static Optional<String> vpc(NetworkOrigin origin) {
        return switch (origin) {
            case NetworkOrigin.Internet _ -> Optional.empty();
            case NetworkOrigin.Vpc(var vpcId) -> Optional.of(vpcId);
        };
    }

    private AccessPointId id(String name) {
        return new AccessPointId(catalogue.account(), name);
    }

    private static PublicAccessBlock block(io.sluice.catalogue.PublicAccessBlock block) {
        return new PublicAccessBlock(
                block.blockPublicAcls(),
                block.ignorePublicAcls(),
                block.blockPublicPolicy(),
                block.restrictPublicBuckets());
    }
}
