package io.sluice.iam;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An access point as a gate before its bucket: a request through it must be permitted by its policy, on the access
 * point's ARNs, and by the bucket, on the bucket's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
public final class AccessPointGate {
    /** Where an access point takes requests from; fixed at its creation. */
    public enum NetworkOrigin {
        INTERNET("Internet"),
        VPC("VPC");

        private final String text;

        NetworkOrigin(String text) {
            this.text = text;
        }

        /** The value of {@code s3:AccessPointNetworkOrigin}. */
        public String text() {
            return text;
        }

        public static NetworkOrigin of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "internet" -> INTERNET;
                case "vpc" -> VPC;
                default -> throw new IllegalArgumentException("Neither Internet nor VPC: " + text);
            };
        }
    }

    private final String arn;
    private final String bucketArn;
    private final NetworkOrigin origin;
    private final String vpcId;
    private final Optional<NamedPolicy> policy;
    private final List<String> arns;
    private final List<String> accounts;
    private final List<String> origins;

    /**
     * @param arn {@code arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME}
     * @param bucket the bucket's name or ARN
     * @param vpcId the VPC of a VPC origin, empty where any VPC will do
     */
    public AccessPointGate(
            String arn, String bucket, NetworkOrigin origin, String vpcId, Optional<NamedPolicy> policy) {
        var parts = arn.split(":", 6);
        if (parts.length != 6 || !parts[2].equals("s3") || !parts[5].matches("accesspoint/[a-z0-9-]+")) {
            throw new IllegalArgumentException("Not the ARN of an access point: " + arn);
        }
        this.arn = arn;
        this.bucketArn = bucket.startsWith("arn:") ? bucket : "arn:" + parts[1] + ":s3:::" + bucket;
        this.origin = Objects.requireNonNull(origin, "origin");
        this.vpcId = Objects.requireNonNull(vpcId, "vpcId");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.arns = List.of(arn);
        this.accounts = List.of(parts[4]);
        this.origins = List.of(origin.text());
        if (!bucketArn.matches("arn:[a-z-]+:s3:::[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("Not a bucket: " + bucket);
        }
    }

    public String arn() {
        return arn;
    }

    public String bucketArn() {
        return bucketArn;
    }

    /** The account that owns the access point, which need not own the bucket. */
    public String account() {
        return accounts.getFirst();
    }

    public NetworkOrigin origin() {
        return origin;
    }

    public String vpcId() {
        return vpcId;
    }

    public Optional<NamedPolicy> policy() {
        return policy;
    }

    /** The same gate under another policy, or none. */
    public AccessPointGate withPolicy(Optional<NamedPolicy> other) {
        return new AccessPointGate(arn, bucketArn, origin, vpcId, other);
    }

    /** The ARN by which the access point's policy knows this resource, whichever form it came in. */
    String accessPointForm(String resource) {
        if (resource.startsWith(arn)) {
            var rest = resource.substring(arn.length());
            if (rest.isEmpty() || rest.startsWith("/object/")) {
                return resource;
            }
        }
        if (resource.equals(bucketArn)) {
            return arn;
        }
        if (resource.startsWith(bucketArn) && resource.charAt(bucketArn.length()) == '/') {
            return arn + "/object" + resource.substring(bucketArn.length());
        }
        throw new IllegalArgumentException(resource + " is not behind " + arn);
    }

    /** The ARN by which the bucket's policy knows it. */
    String bucketForm(String resource) {
        var form = accessPointForm(resource);
        return form.length() == arn.length()
                ? bucketArn
                : bucketArn.concat(form.substring(arn.length() + "/object".length()));
    }

    /**
     * Whether a request with this context comes from where the access point listens.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html
     */
    boolean admits(Facts facts) {
        if (origin == NetworkOrigin.INTERNET) {
            return true;
        }
        var vpc = facts.context("aws:sourcevpc");
        return vpcId.isEmpty()
                ? vpc != null || facts.context("aws:sourcevpce") != null
                : vpc != null && vpc.contains(vpcId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessPointGate that
                && arn.equals(that.arn)
                && bucketArn.equals(that.bucketArn)
                && origin == that.origin
                && vpcId.equals(that.vpcId)
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(arn, bucketArn, origin, vpcId, policy);
    }

    @Override
    public String toString() {
        return arn;
    }

    List<String> arns() {
        return arns;
    }

    List<String> accounts() {
        return accounts;
    }

    List<String> origins() {
        return origins;
    }
}
