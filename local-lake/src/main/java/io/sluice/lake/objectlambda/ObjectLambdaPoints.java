package io.sluice.lake.objectlambda;

import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.accesspoint.Alias;
import io.sluice.lake.accesspoint.BucketRules;
import io.sluice.lake.accesspoint.GuardPolicies;
import io.sluice.lake.accesspoint.GuardPolicy;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Settings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The Object Lambda access points of one Region: kept durably, answered from memory. Their public access block is on and cannot be
 * changed. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-create.html">creating Object Lambda access points</a>
 * and, for the quota, <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-best-practices.html">guidelines</a>.
 */
public final class ObjectLambdaPoints {
    private static final String KIND = "object-lambda-access-point";
    private static final int LIMIT = 1_000;
    private static final int LONGEST_NAME = 45;
    private static final Pattern FUNCTION = Pattern.compile(
            "arn:aws:lambda:(?<region>[a-z0-9-]+):(?<account>\\d{12}):function:[\\w-]{1,64}(:[\\w$-]{1,128})?");
    private static final int LONGEST_PAYLOAD = 131_072;

    private final Settings settings;
    private final AccessPoints supporting;
    private final Clock clock;
    private final Map<AccessPointId, Guarded> points = new ConcurrentHashMap<>();
    private final Map<String, Guarded> aliases = new ConcurrentHashMap<>();

    /** An Object Lambda access point with its policy compiled. */
    public record Guarded(ObjectLambdaPoint point, Optional<GuardPolicy> policy) {}

    /** Those that were stored before. */
    public ObjectLambdaPoints(Settings settings, AccessPoints supporting, Clock clock) {
        this.settings = settings;
        this.supporting = supporting;
        this.clock = clock;
        settings.list(KIND).values().forEach(stored -> remember(PointRecord.read(stored)));
    }

    public String region() {
        return supporting.region();
    }

    public Optional<Guarded> find(AccessPointId id) {
        return Optional.ofNullable(points.get(id));
    }

    public Optional<Guarded> byAlias(String alias) {
        return Optional.ofNullable(aliases.get(alias));
    }

    /**
     * The Object Lambda access point.
     *
     * @throws AwsException {@code NoSuchAccessPoint}
     */
    public Guarded require(AccessPointId id) {
        return find(id).orElseThrow(() -> new AwsException(
                ErrorCode.NoSuchAccessPoint,
                ErrorCode.NoSuchAccessPoint.message(),
                Map.of("AccessPointName", id.name())));
    }

    /** Those of an account, by name. */
    public List<ObjectLambdaPoint> of(String account) {
        return points.values().stream()
                .map(Guarded::point)
                .filter(point -> point.id().account().equals(account))
                .sorted(Comparator.comparing(point -> point.id().name()))
                .toList();
    }

    /**
     * A new one, without a policy.
     *
     * @throws AwsException where the name is none or is taken, the configuration does not hold, or the account has too many
     */
    public synchronized ObjectLambdaPoint create(AccessPointId id, Configuration configuration) {
        AccessPointId.check(id.name());
        if (id.name().length() > LONGEST_NAME) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
        check(id, configuration);
        if (points.containsKey(id)) {
            throw new AwsException(ErrorCode.AccessPointAlreadyOwnedByYou);
        }
        if (of(id.account()).size() >= LIMIT) {
            throw new AwsException(ErrorCode.TooManyAccessPoints);
        }
        var point = new ObjectLambdaPoint(
                id,
                region(),
                Alias.ofObjectLambda(id.name(), ObjectLambdaPoint.arn(id, region()), region()),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                configuration,
                Optional.empty());
        store(point);
        return point;
    }

    /** Puts a configuration in place of what was there. */
    public synchronized void configure(AccessPointId id, Configuration configuration) {
        ObjectLambdaPoint point = require(id).point();
        check(id, configuration);
        store(point.with(configuration));
    }

    private void check(AccessPointId id, Configuration configuration) {
        var through = supporting
                .byArn(configuration.supportingAccessPoint())
                .orElseThrow(() -> Configuration.invalid("The supporting access point does not exist."));
        if (!through.point().id().account().equals(id.account())) {
            throw Configuration.invalid("The supporting access point must be of the same account.");
        }
        if (configuration.transformations().isEmpty()) {
            throw Configuration.invalid("At least one transformation configuration is needed.");
        }
        var seen = EnumSet.noneOf(Configuration.Action.class);
        for (var transformation : configuration.transformations()) {
            check(id, transformation);
            transformation.actions().forEach(action -> {
                if (!seen.add(action)) {
                    throw Configuration.invalid("The action " + action + " is configured more than once.");
                }
            });
        }
    }

    private void check(AccessPointId id, Configuration.Transformation transformation) {
        var function = FUNCTION.matcher(transformation.functionArn());
        if (!function.matches()) {
            throw Configuration.invalid("The function ARN is not valid.");
        }
        if (!function.group("region").equals(region())
                || !function.group("account").equals(id.account())) {
            throw Configuration.invalid(
                    "The function must be in the Region and account of the Object Lambda access point.");
        }
        if (transformation.actions().isEmpty()) {
            throw Configuration.invalid("A transformation configuration needs an action.");
        }
        if (transformation
                .payload()
                .filter(payload -> payload.length() > LONGEST_PAYLOAD)
                .isPresent()) {
            throw Configuration.invalid("The function payload is too long.");
        }
    }

    /**
     * Puts a policy, in place of what was there.
     *
     * @param caller the ARN of who puts it, for the text of a refusal
     * @throws AwsException {@code MalformedPolicy}, or {@code AccessDenied} for a public policy
     */
    public synchronized void putPolicy(AccessPointId id, String text, String caller) {
        ObjectLambdaPoint point = require(id).point();
        if (GuardPolicies.compile(point.arn(), text).isPublic()) {
            throw BucketRules.publicPolicy(caller, "s3:PutAccessPointPolicyForObjectLambda", point.arn());
        }
        store(point.with(Optional.of(text)));
    }

    /** Leaves it without a policy, whether it had one or not. */
    public synchronized void deletePolicy(AccessPointId id) {
        store(require(id).point().with(Optional.empty()));
    }

    public synchronized void delete(AccessPointId id) {
        ObjectLambdaPoint point = require(id).point();
        settings.delete(KIND, recordName(id));
        points.remove(id);
        aliases.remove(point.alias());
    }

    private void store(ObjectLambdaPoint point) {
        settings.put(KIND, recordName(point.id()), PointRecord.write(point));
        remember(point);
    }

    private void remember(ObjectLambdaPoint point) {
        var policy = point.policy().map(text -> GuardPolicies.compile(point.arn(), text));
        var guarded = new Guarded(point, policy);
        points.put(point.id(), guarded);
        aliases.put(point.alias(), guarded);
    }

    private static String recordName(AccessPointId id) {
        return id.account() + "/" + id.name();
    }
}
