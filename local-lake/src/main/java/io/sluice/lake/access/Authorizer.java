package io.sluice.lake.access;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.PolicyType;
import io.sluice.iam.Principal;
import io.sluice.lake.accesspoint.AccessPoint;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.accesspoint.BucketRules;
import io.sluice.lake.accesspoint.GuardPolicy;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.PublicAccessBlock;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings together what decides a request: the caller's policies, the bucket's, those of the access point it came through, and block
 * public access, which wins over all of them; {@code iam-policy} decides. A bucket's policy binds every way to it; an access point's
 * only the requests through it. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">access point policies</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">blocking public access</a>.
 */
public final class Authorizer {
    private final AccessPoints points;
    private final BucketRules rules;
    private final Function<String, Optional<String>> bucketOwner;
    private final String region;
    private final Clock clock;

    /**
     * An authorizer for one Region.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     */
    public Authorizer(
            AccessPoints points, BucketRules rules, Function<String, Optional<String>> bucketOwner, Clock clock) {
        this.points = points;
        this.rules = rules;
        this.bucketOwner = bucketOwner;
        this.region = points.region();
        this.clock = clock;
    }

    /**
     * The gate for everything that one request needs.
     *
     * @param identity who signed it; none for an unsigned request
     */
    public RequestGate gate(Optional<Identity> identity, RequestHead head, Network network) {
        return new RequestGate(this, identity, RequestKeys.of(head, network, identity, region, clock.instant()));
    }

    /** A permission on a bucket or something in it, asked for by its name. */
    Decision atBucket(AccessRequest request, Optional<Identity> identity, String bucket) {
        Optional<GuardPolicy> policy = rules.guard(bucket);
        if (policy.isPresent() && policy.get().isPublic()) {
            PublicAccessBlock block = rules.effectiveBlock(bucket, request.resourceAccount());
            if (block.restrictPublicBuckets() && isStranger(request, List.of(request.resourceAccount()))) {
                return restricted(policy.get().policy());
            }
        }
        var policies = own(identity);
        policy.ifPresent(found -> policies.resource(found.policy()));
        return PolicyEvaluator.decide(request, policies.build());
    }

    /** The same through an access point, which takes no anonymous requests at all. */
    Decision throughAccessPoint(AccessRequest request, Optional<Identity> identity, AccessPoints.Guarded guarded) {
        AccessPoint point = guarded.point();
        if (identity.isEmpty()) {
            return new Decision.ImplicitlyDenied(PolicyType.RESOURCE, point.arn(), "");
        }
        Optional<GuardPolicy> bucketPolicy = rules.guard(point.bucket());
        Optional<GuardPolicy> open =
                guarded.policy().filter(GuardPolicy::isPublic).or(() -> bucketPolicy.filter(GuardPolicy::isPublic));
        if (open.isPresent()
                && blockAt(point).restrictPublicBuckets()
                && isStranger(request, List.of(point.bucketAccount(), point.id().account()))) {
            return restricted(open.get().policy());
        }
        var policies = own(identity).accessPoint(guarded.gate());
        bucketPolicy.ifPresent(found -> policies.resource(found.policy()));
        return PolicyEvaluator.decide(request, policies.build());
    }

    /** A permission on something that has no policy of its own. */
    Decision byIdentity(AccessRequest request, Optional<Identity> identity) {
        return PolicyEvaluator.decide(request, own(identity).build());
    }

    /** A permission on something that may have a policy of its own and is no bucket: a function, an Object Lambda access point. */
    Decision atResource(AccessRequest request, Optional<Identity> identity, Optional<NamedPolicy> policy) {
        var policies = own(identity);
        policy.ifPresent(policies::resource);
        return PolicyEvaluator.decide(request, policies.build());
    }

    private PublicAccessBlock blockAt(AccessPoint point) {
        return point.block()
                .and(rules.effectiveBlock(point.bucket(), point.bucketAccount()))
                .and(rules.accountBlock(point.id().account()).orElse(PublicAccessBlock.NONE));
    }

    /** Whether RestrictPublicBuckets keeps the caller out: everybody but AWS services and these accounts. */
    private static boolean isStranger(AccessRequest request, List<String> accounts) {
        return request.principal().kind() != Principal.Kind.SERVICE
                && !accounts.contains(request.principal().account());
    }

    private static Decision restricted(NamedPolicy policy) {
        return new Decision.ExplicitlyDenied(PolicyType.RESOURCE, policy.name(), "RestrictPublicBuckets");
    }

    private static PolicySet.Builder own(Optional<Identity> identity) {
        var policies = PolicySet.builder();
        identity.map(Identity::policies).ifPresent(own -> {
            policies.identity(own.identity());
            own.boundary().ifPresent(policies::permissionsBoundary);
            own.session().forEach(policies::session);
        });
        return policies;
    }

    /** The account that owns a bucket; of one that is not there the caller's, who may be about to make it. */
    String owner(String bucket, String caller) {
        return bucketOwner.apply(bucket).orElse(caller);
    }

    Optional<AccessPoints.Guarded> accessPoint(String arn) {
        return points.byArn(arn);
    }

    /** Whether any policy that could decide here asks for the tags that an object has, which cost a look-up. */
    boolean asksForExistingTags(Optional<Identity> identity, String bucket, Optional<AccessPoints.Guarded> through) {
        return rules.guard(bucket).filter(GuardPolicy::asksForExistingTags).isPresent()
                || through.flatMap(AccessPoints.Guarded::policy)
                        .filter(GuardPolicy::asksForExistingTags)
                        .isPresent()
                || identity.filter(signer -> !isEmpty(signer.policies())).isPresent();
    }

    private static boolean isEmpty(Identity.Policies own) {
        return own.identity().isEmpty()
                && own.boundary().isEmpty()
                && own.session().isEmpty();
    }
}
