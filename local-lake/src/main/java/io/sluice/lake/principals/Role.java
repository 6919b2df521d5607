package io.sluice.lake.principals;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A role of the lake's account. From <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html">IAM roles</a>.
 *
 * @param arn with its path, {@code arn:aws:iam::111122223333:role/webAppClientRole}
 * @param trust who may assume it
 * @param policies what its sessions may do besides what resources allow them
 * @param maxSessionDuration one to twelve hours
 */
public record Role(
        String arn, NamedPolicy trust, Policies policies, Duration maxSessionDuration, Map<String, String> tags) {
    /** The identity policies of a user or role, and the boundary that limits them. */
    public record Policies(List<NamedPolicy> identity, Optional<NamedPolicy> boundary) {
        public static final Policies NONE = new Policies(List.of(), Optional.empty());

        public Policies {
            identity = List.copyOf(identity);
            Objects.requireNonNull(boundary);
        }
    }

    public Role {
        if (!arn.matches("arn:aws:iam::\\d{12}:role/([\\x21-\\x7e]*/)?[\\w+=,.@-]{1,64}")) {
            throw new IllegalArgumentException("Not the ARN of a role: " + arn);
        }
        Objects.requireNonNull(trust);
        Objects.requireNonNull(policies);
        if (maxSessionDuration.toHours() < 1 || maxSessionDuration.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("A role's sessions last from 1 to 12 hours: " + maxSessionDuration);
        }
        tags = Map.copyOf(tags);
    }

    /**
     * A role without any policy of its own, whose sessions last an hour at most.
     *
     * @throws io.sluice.iam.PolicyException where the trust policy is none
     */
    public static Role trusting(String arn, String trustPolicy) {
        var trust = new NamedPolicy("trust policy of " + arn, PolicyDocument.parse(trustPolicy));
        return new Role(arn, trust, Policies.NONE, Duration.ofHours(1), Map.of());
    }

    /** The last part of the ARN: without the path, which no two roles of an account differ in alone. */
    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    public String account() {
        return arn.split(":", 6)[4];
    }

    /** {@code AROA…}. */
    public String id() {
        return Ids.unique("AROA", arn);
    }

    /** {@code arn:aws:sts::111122223333:assumed-role/webAppClientRole/SESSION}. */
    public String sessionArn(String sessionName) {
        return "arn:aws:sts::" + account() + ":assumed-role/" + name() + "/" + sessionName;
    }
}
