package io.sluice.lake.metadata;

import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * One EC2 instance that runs under a role: what its metadata say, by path below {@code /latest/}. From
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html">instance metadata categories</a>.
 */
final class Instance {
    private static final String ROLE_LIST = "meta-data/iam/security-credentials";

    private final Role role;
    private final String region;
    private final String id;
    private final Instant started;
    private final InstanceCredentials credentials;

    Instance(Principals principals, Role role, String region, Clock clock) {
        this.role = role;
        this.region = region;
        id = "i-0" + hex(role.arn()).substring(0, 16);
        started = seconds(clock.instant());
        credentials = new InstanceCredentials(principals, role, id, clock);
    }

    /** {@code i-0…}, always the same for one role. */
    String id() {
        return id;
    }

    /** The document at this path; none where there is nothing. */
    Optional<String> document(String path) {
        return switch (path) {
            case "" -> Optional.of("dynamic\nmeta-data");
            case "meta-data", "meta-data/" ->
                Optional.of("ami-id\niam/\ninstance-id\ninstance-type\nlocal-ipv4\nplacement/\nservices/");
            case "meta-data/ami-id" -> Optional.of("ami-00000000000000000");
            case "meta-data/instance-id" -> Optional.of(id);
            case "meta-data/instance-type" -> Optional.of("t2.medium");
            case "meta-data/local-ipv4" -> Optional.of("127.0.0.1");
            case "meta-data/placement", "meta-data/placement/" -> Optional.of("availability-zone\nregion");
            case "meta-data/placement/availability-zone" -> Optional.of(region + "a");
            case "meta-data/placement/region" -> Optional.of(region);
            case "meta-data/services", "meta-data/services/" -> Optional.of("domain\npartition");
            case "meta-data/services/domain" -> Optional.of("amazonaws.com");
            case "meta-data/services/partition" -> Optional.of("aws");
            case "meta-data/iam", "meta-data/iam/" -> Optional.of("info\nsecurity-credentials/");
            case "meta-data/iam/info" -> Optional.of(info());
            case ROLE_LIST, ROLE_LIST + "/" -> Optional.of(role.name());
            case "dynamic", "dynamic/" -> Optional.of("instance-identity/");
            case "dynamic/instance-identity", "dynamic/instance-identity/" -> Optional.of("document");
            case "dynamic/instance-identity/document" -> Optional.of(identity());
            default -> path.equals(ROLE_LIST + "/" + role.name()) ? Optional.of(credentials()) : Optional.empty();
        };
    }

    private String credentials() {
        return credentials.get().map(this::credentials).orElseGet(this::unauthorized);
    }

    private String credentials(InstanceCredentials.Issued issued) {
        return """
                {
                  "Code" : "Success",
                  "LastUpdated" : "%s",
                  "Type" : "AWS-HMAC",
                  "AccessKeyId" : "%s",
                  "SecretAccessKey" : "%s",
                  "Token" : "%s",
                  "Expiration" : "%s"
                }""".formatted(
                        seconds(issued.updated()),
                        issued.credentials().accessKeyId(),
                        issued.credentials().secretAccessKey(),
                        issued.session().token(),
                        issued.session().expiration());
    }

    /** What EC2 answers, with status 200: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html. */
    private String unauthorized() {
        return """
                {
                  "Code" : "AssumeRoleUnauthorizedAccess",
                  "Message" : "EC2 cannot assume the role %s. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.",
                  "LastUpdated" : "%s"
                }""".formatted(role.name(), started);
    }

    private String info() {
        return """
                {
                  "Code" : "Success",
                  "LastUpdated" : "%s",
                  "InstanceProfileArn" : "arn:aws:iam::%s:instance-profile/%s",
                  "InstanceProfileId" : "AIPA%s"
                }""".formatted(started, role.account(), role.name(), role.id().substring(4));
    }

    private String identity() {
        return """
                {
                  "accountId" : "%s",
                  "architecture" : "x86_64",
                  "availabilityZone" : "%sa",
                  "billingProducts" : null,
                  "devpayProductCodes" : null,
                  "marketplaceProductCodes" : null,
                  "imageId" : "ami-00000000000000000",
                  "instanceId" : "%s",
                  "instanceType" : "t2.medium",
                  "kernelId" : null,
                  "pendingTime" : "%s",
                  "privateIp" : "127.0.0.1",
                  "ramdiskId" : null,
                  "region" : "%s",
                  "version" : "2017-09-30"
                }""".formatted(role.account(), region, id, started, region);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String hex(String text) {
        var uuid = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(uuid.getMostSignificantBits());
    }
}
