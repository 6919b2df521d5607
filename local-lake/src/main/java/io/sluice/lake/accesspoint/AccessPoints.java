package io.sluice.lake.accesspoint;

import io.sluice.iam.AccessPointGate;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.PublicAccessBlock;
import io.sluice.lake.storage.Settings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The access points of one Region: kept durably, answered from memory, so that finding one costs the same among ten thousand as among
 * ten. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html">access point
 * restrictions and limitations</a>.
 */
public final class AccessPoints {
    private static final String KIND = "access-point";
    private static final int LIMIT = 10_000;

    private final Settings settings;
    private final String region;
    private final Function<String, Optional<String>> bucketOwner;
    private final BucketRules rules;
    private final Clock clock;
    private final Map<AccessPointId, Guarded> points = new ConcurrentHashMap<>();
    private final Map<String, Guarded> arns = new ConcurrentHashMap<>();
    private final Map<String, Guarded> aliases = new ConcurrentHashMap<>();

    /** An access point with its policy compiled, and as the gate that decisions know. */
    public record Guarded(AccessPoint point, Optional<GuardPolicy> policy, AccessPointGate gate) {}

    /**
     * What a caller asks {@code CreateAccessPoint} for.
     *
     * @param bucketAccount the owner of the bucket; none where it is the caller's own account
     */
    public record Creation(
            AccessPointId id,
            String bucket,
            Optional<String> bucketAccount,
            Optional<String> vpc,
            PublicAccessBlock block) {}

    /**
     * The access points that were stored before.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     */
    public AccessPoints(
            Settings settings,
            String region,
            Function<String, Optional<String>> bucketOwner,
            BucketRules rules,
            Clock clock) {
        this.settings = settings;
        this.region = region;
        this.bucketOwner = bucketOwner;
        this.rules = rules;
        this.clock = clock;
        settings.list(KIND).values().forEach(stored -> remember(Records.accessPoint(stored)));
    }

    public String region() {
        return region;
    }

    public Optional<Guarded> find(AccessPointId id) {
        return Optional.ofNullable(points.get(id));
    }

    public Optional<Guarded> byAlias(String alias) {
        return Optional.ofNullable(aliases.get(alias));
    }

    public Optional<Guarded> byArn(String arn) {
        return Optional.ofNullable(arns.get(arn));
    }

    /**
     * The access point.
     *
     * @throws AwsException {@code NoSuchAccessPoint}
     */
    public Guarded require(AccessPointId id) {
        return find(id).orElseThrow(() -> new AwsException(
                ErrorCode.NoSuchAccessPoint,
                ErrorCode.NoSuchAccessPoint.message(),
                Map.of("AccessPointName", id.name())));
    }

    /**
     * The access points of an account, by name.
     *
     * @param bucket only those of this bucket, where present
     */
    public List<AccessPoint> of(String account, Optional<String> bucket) {
        return points.values().stream()
                .map(Guarded::point)
                .filter(point -> point.id().account().equals(account))
                .filter(point -> bucket.isEmpty() || bucket.get().equals(point.bucket()))
                .sorted(Comparator.comparing(point -> point.id().name()))
                .toList();
    }

    /**
     * A new access point, without a policy.
     *
     * @throws AwsException where the name is none or is taken, the bucket is not there, or the account has too many
     */
    public synchronized AccessPoint create(Creation asked) {
        AccessPointId id = asked.id();
        AccessPointId.check(id.name());
        String owner = bucketOwner
                .apply(asked.bucket())
                .orElseThrow(() -> invalid("Amazon S3 AccessPoint can only be created for existing bucket"));
        if (!owner.equals(asked.bucketAccount().orElse(id.account()))) {
            throw invalid("BucketAccountId parameter should be same as the AWS Account Id of bucket owner");
        }
        checkRoom(id);
        var point = new AccessPoint(
                id,
                region,
                asked.bucket(),
                owner,
                Alias.of(id, region),
                asked.vpc(),
                asked.block(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Optional.empty());
        store(point);
        return point;
    }

    private void checkRoom(AccessPointId id) {
        if (points.containsKey(id)) {
            throw new AwsException(ErrorCode.AccessPointAlreadyOwnedByYou);
        }
        long count = points.keySet().stream()
                .filter(other -> other.account().equals(id.account()))
                .count();
        if (count >= LIMIT) {
            throw new AwsException(ErrorCode.TooManyAccessPoints);
        }
    }

    /**
     * Puts a policy, in place of what was there.
     *
     * @param caller the ARN of who puts it, for the text of a refusal
     * @throws AwsException {@code MalformedPolicy}, or {@code AccessDenied} for a public policy where BlockPublicPolicy is set
     */
    public synchronized void putPolicy(AccessPointId id, String text, String caller) {
        AccessPoint point = require(id).point();
        GuardPolicy policy = GuardPolicies.compile(point.arn(), text);
        if (policy.isPublic() && blockFor(point).blockPublicPolicy()) {
            throw BucketRules.publicPolicy(caller, "s3:PutAccessPointPolicy", point.arn());
        }
        store(point.with(Optional.of(text)));
    }

    /** A bucket's own settings bind the policies of its owner's access points only. */
    private PublicAccessBlock blockFor(AccessPoint point) {
        String account = point.id().account();
        PublicAccessBlock own = point.block().and(rules.accountBlock(account).orElse(PublicAccessBlock.NONE));
        return account.equals(point.bucketAccount()) ? own.and(rules.effectiveBlock(point.bucket(), account)) : own;
    }

    /** Leaves the access point without a policy, whether it had one or not. */
    public synchronized void deletePolicy(AccessPointId id) {
        store(require(id).point().with(Optional.empty()));
    }

    public synchronized void delete(AccessPointId id) {
        AccessPoint point = require(id).point();
        settings.delete(KIND, recordName(id));
        points.remove(id);
        arns.remove(point.arn());
        aliases.remove(point.alias());
    }

    /**
     * Removes a bucket, and everything that is kept about it, while nobody attaches an access point to it.
     *
     * @throws AwsException {@code BucketHasAccessPointsAttached}
     */
    synchronized void removing(String bucket, Runnable removal) {
        if (points.values().stream()
                .anyMatch(guarded -> guarded.point().bucket().equals(bucket))) {
            throw new AwsException(ErrorCode.BucketHasAccessPointsAttached);
        }
        removal.run();
        rules.forget(bucket);
    }

    private void store(AccessPoint point) {
        settings.put(KIND, recordName(point.id()), Records.of(point));
        remember(point);
    }

    private void remember(AccessPoint point) {
        var policy = point.policy().map(text -> GuardPolicies.compile(point.arn(), text));
        var gate = new AccessPointGate(
                point.arn(),
                point.bucket(),
                AccessPointGate.NetworkOrigin.of(point.networkOrigin()),
                point.vpc().orElse(""),
                policy.map(GuardPolicy::policy));
        var guarded = new Guarded(point, policy, gate);
        points.put(point.id(), guarded);
        arns.put(point.arn(), guarded);
        aliases.put(point.alias(), guarded);
    }

    private static String recordName(AccessPointId id) {
        return id.account() + "/" + id.name();
    }

    private static AwsException invalid(String message) {
        return new AwsException(ErrorCode.InvalidRequest, message);
    }
}
