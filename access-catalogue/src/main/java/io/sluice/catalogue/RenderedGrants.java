package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The S3 Access Grants instance of the account and Region. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants.html">managing access with S3 Access Grants</a>.
 *
 * @param identityCenterArn the Identity Center instance that directory grantees come from
 * @param resourcePolicy as JSON; none where no other account uses the instance
 */
public record RenderedGrants(
        String instanceArn,
        Optional<String> identityCenterArn,
        List<Location> locations,
        List<Grant> grants,
        Optional<String> resourcePolicy) {
    public RenderedGrants {
        Objects.requireNonNull(instanceArn);
        Objects.requireNonNull(identityCenterArn);
        locations = List.copyOf(locations);
        grants = List.copyOf(grants);
        Objects.requireNonNull(resourcePolicy);
    }

    /**
     * A place that grants can be made in.
     *
     * @param id follows from the scope
     * @param scope {@code s3://bucket/}
     * @param roleArn the role whose sessions are vended
     */
    public record Location(String id, String scope, String roleArn) {}

    /**
     * One grant. Its scope is the location's, followed by the sub-prefix.
     *
     * @param prefixType {@code Object} where the sub-prefix is one key
     * @param permission {@code READ}, {@code WRITE} or {@code READWRITE}
     * @param applicationArn the only Identity Center application it may be used through
     */
    public record Grant(
            String locationScope,
            String subPrefix,
            Optional<String> prefixType,
            Grantee grantee,
            String permission,
            Optional<String> applicationArn) {
        public String scope() {
            return locationScope + subPrefix;
        }
    }

    /**
     * To whom.
     *
     * @param type {@code IAM}, {@code DIRECTORY_USER} or {@code DIRECTORY_GROUP}
     * @param id the ARN of a role, or the id in the identity store
     */
    public record Grantee(String type, String id) {}
}
