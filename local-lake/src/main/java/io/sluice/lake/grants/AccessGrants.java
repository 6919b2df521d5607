package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.storage.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The S3 Access Grants of one Region: an instance for each account, its locations and its grants, and the rules that hold between them.
 * Who may change them is for {@link GrantsPlane} to ask. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants.html">managing access with S3 Access Grants</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-limitations.html">its limits</a>.
 */
public final class AccessGrants {
    private static final int MOST_LOCATIONS = 1_000;
    private static final int MOST_GRANTS = 100_000;

    private final Parts parts;
    private final Map<String, AccountGrants> accounts;

    /**
     * What it works with.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     */
    public record Parts(
            Settings settings,
            String region,
            Function<String, Optional<String>> bucketOwner,
            Principals principals,
            Directories directories,
            Clock clock) {
        public Parts {
            Objects.requireNonNull(settings);
            Objects.requireNonNull(region);
            Objects.requireNonNull(bucketOwner);
            Objects.requireNonNull(principals);
            Objects.requireNonNull(directories);
            Objects.requireNonNull(clock);
        }
    }

    /** What was stored before. */
    public AccessGrants(Parts parts) {
        this.parts = parts;
        accounts = new ConcurrentHashMap<>(AccountGrants.stored(parts.settings()));
    }

    /**
     * What a caller asks {@code CreateAccessGrant} for.
     *
     * @param object whether the scope is one object
     */
    record Wanted(
            String locationId,
            String subPrefix,
            boolean object,
            Grantee grantee,
            Permission permission,
            Optional<String> application,
            Map<String, String> tags) {}

    Parts parts() {
        return parts;
    }

    String arn(String account) {
        return Instance.arn(parts.region(), account);
    }

    AccountGrants of(String account) {
        return accounts.computeIfAbsent(account, name -> AccountGrants.of(name, parts.settings()));
    }

    Instance instance(String account) {
        return of(account).instance().orElseThrow(() -> new AwsException(ErrorCode.AccessGrantsInstanceNotExistsError));
    }

    Location location(String account, String id) {
        instance(account);
        return of(account).location(id).orElseThrow(() -> new AwsException(ErrorCode.NoSuchAccessGrantsLocationError));
    }

    Grant grant(String account, String id) {
        instance(account);
        return of(account).grant(id).orElseThrow(() -> new AwsException(ErrorCode.NoSuchAccessGrantError));
    }

    synchronized Instance create(String account, Optional<String> identityCenter, Map<String, String> tags) {
        if (of(account).instance().isPresent()) {
            throw new AwsException(ErrorCode.AccessGrantsInstanceAlreadyExists);
        }
        identityCenter.ifPresent(this::checkCenter);
        var created = new Instance(arn(account), now(), identityCenter, Optional.empty(), tags);
        of(account).put(created);
        return created;
    }

    private void checkCenter(String arn) {
        if (parts.directories().of(arn).isEmpty()) {
            throw new AwsException(ErrorCode.InvalidIdentityCenterInstance);
        }
    }

    synchronized void deleteInstance(String account) {
        instance(account);
        if (!of(account).locations().isEmpty()) {
            throw new AwsException(ErrorCode.AccessGrantsInstanceNotEmptyError);
        }
        of(account).deleteInstance();
    }

    synchronized void associate(String account, String identityCenter) {
        checkCenter(identityCenter);
        of(account).put(instance(account).with(Optional.of(identityCenter)));
    }

    synchronized void dissociate(String account) {
        of(account).put(instance(account).with(Optional.empty()));
    }

    synchronized Instance.Policy putPolicy(String account, String document, Optional<String> organization) {
        var instance = instance(account);
        ResourcePolicy.check(document, instance);
        var policy = new Instance.Policy(document, organization, now());
        of(account).put(instance.withPolicy(Optional.of(policy)));
        return policy;
    }

    synchronized void deletePolicy(String account) {
        of(account).put(instance(account).withPolicy(Optional.empty()));
    }

    synchronized Location createLocation(String account, String scope, String roleArn, Map<String, String> tags) {
        instance(account);
        checkLocation(scope);
        checkRole(account, roleArn);
        var all = of(account).locations();
        if (all.stream().anyMatch(each -> each.granted("").equals(granted(scope)))) {
            throw new AwsException(ErrorCode.AccessGrantsLocationAlreadyExistsError);
        }
        if (all.size() >= MOST_LOCATIONS) {
            throw quota(ErrorCode.AccessGrantsLocationsQuotaExceededError, "Access Grants Locations", MOST_LOCATIONS);
        }
        String id = scope.equals(Scope.SCHEME) ? Location.DEFAULT : newId();
        var created = new Location(id, scope, roleArn, now(), tags);
        of(account).put(created);
        return created;
    }

    /** All that a location of this scope holds. */
    static String granted(String scope) {
        return new Location(Location.DEFAULT, scope, "", Instant.EPOCH, Map.of()).granted("");
    }

    private void checkLocation(String scope) {
        if (scope.equals(Scope.SCHEME)) {
            return;
        }
        if (!Scope.isOne(granted(scope)) || bucketIsMissing(new Scope(granted(scope)))) {
            throw new AwsException(ErrorCode.InvalidAccessGrantsLocation);
        }
    }

    private boolean bucketIsMissing(Scope scope) {
        return parts.bucketOwner().apply(scope.bucket()).isEmpty();
    }

    private void checkRole(String account, String roleArn) {
        if (parts.principals()
                .role(roleArn)
                .filter(role -> role.account().equals(account))
                .isEmpty()) {
            throw new AwsException(ErrorCode.InvalidIamRole);
        }
    }

    synchronized Location updateLocation(String account, String id, String roleArn) {
        var changed = location(account, id).withRole(roleArn);
        checkRole(account, roleArn);
        of(account).put(changed);
        return changed;
    }

    synchronized void deleteLocation(String account, String id) {
        var location = location(account, id);
        if (!of(account).grantsAt(id).isEmpty()) {
            throw new AwsException(ErrorCode.AccessGrantsLocationNotEmptyError);
        }
        of(account).delete(location);
    }

    Grant createGrant(String account, Wanted wanted) {
        return createGrant(account, wanted, newId())
                .orElseThrow(() -> new AwsException(ErrorCode.AccessGrantAlreadyExists));
    }

    /** The grant that was made; none where there is one that says the same. */
    synchronized Optional<Grant> createGrant(String account, Wanted wanted, String id) {
        var grant = grant(account, wanted, id);
        var all = of(account);
        if (all.grantsTo(grant.grantee()).anyMatch(grant::isLike)) {
            return Optional.empty();
        }
        if (all.grants().size() >= MOST_GRANTS) {
            throw quota(ErrorCode.AccessGrantsQuotaExceededError, "Access Grants", MOST_GRANTS);
        }
        all.put(grant);
        return Optional.of(grant);
    }

    private Grant grant(String account, Wanted wanted, String id) {
        var location = location(account, wanted.locationId());
        checkGrantee(instance(account), wanted);
        return new Grant(
                id,
                location.id(),
                wanted.subPrefix(),
                scope(location, wanted),
                wanted.grantee(),
                wanted.permission(),
                wanted.application(),
                now(),
                wanted.tags());
    }

    /** The default location alone would be every bucket there is. */
    private Scope scope(Location location, Wanted wanted) {
        String text = location.granted(wanted.subPrefix());
        boolean unclear = wanted.object() == text.endsWith("*");
        if (unclear || !Scope.isOne(text) || bucketIsMissing(new Scope(text))) {
            throw new AwsException(
                    ErrorCode.InvalidAccessGrant,
                    unclear
                            ? "The sub-prefix must end with * for a prefix; for one object it must not, and S3PrefixType is Object."
                            : "The scope " + text
                                    + " of the grant must begin with a bucket that is there, and a slash.");
        }
        return new Scope(text);
    }

    private void checkGrantee(Instance instance, Wanted wanted) {
        boolean known =
                switch (wanted.grantee().type()) {
                    case IAM ->
                        wanted.application().isEmpty()
                                && isPrincipal(wanted.grantee().identifier());
                    case DIRECTORY_USER ->
                        directory(instance).hasUser(wanted.grantee().identifier());
                    case DIRECTORY_GROUP ->
                        directory(instance).hasGroup(wanted.grantee().identifier());
                };
        if (!known) {
            throw new AwsException(
                    ErrorCode.InvalidAccessGrant,
                    "The grantee " + wanted.grantee().identifier() + " is none that a grant of type "
                            + wanted.grantee().type() + " can be for.");
        }
        wanted.application()
                .filter(arn -> !directory(instance).hasApplication(arn))
                .ifPresent(arn -> {
                    throw new AwsException(ErrorCode.InvalidAccessGrant, "There is no application " + arn);
                });
    }

    private static boolean isPrincipal(String arn) {
        return arn.matches("arn:aws:iam::\\d{12}:(user|role)/[!-~]+");
    }

    private Directories.Directory directory(Instance instance) {
        return instance.identityCenter()
                .flatMap(parts.directories()::of)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidIdentityCenterInstance,
                        "No instance of IAM Identity Center is associated with this Access Grants instance."));
    }

    synchronized void deleteGrant(String account, String id) {
        of(account).delete(grant(account, id));
    }

    synchronized void tag(Tagged tagged, Map<String, String> tags) {
        var all = of(tagged.account());
        switch (tagged) {
            case Tagged.OfInstance(var instance) -> all.put(instance.withTags(tags));
            case Tagged.OfLocation(var _, var location) -> all.put(location.withTags(tags));
            case Tagged.OfGrant(var _, var grant) -> all.put(grant.withTags(tags));
        }
    }

    private static AwsException quota(ErrorCode code, String what, int most) {
        return new AwsException(
                code,
                code.message() + " " + what + " Quota: " + most
                        + ". Please reach out to S3 if an increase is required.");
    }

    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
