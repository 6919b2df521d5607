package io.sluice.lake.metadata;

import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.principals.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The credentials of one instance's role, made anew an hour before they end, so that whoever asks again in time is never without. EC2 gives
 * them for six hours whatever the role's own limit. From
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html">credentials from instance
 * metadata</a>.
 */
final class InstanceCredentials {
    private static final Duration LIFE = Duration.ofHours(6);
    private static final Duration RENEWED_BEFORE_THE_END = Duration.ofHours(1);

    /** What was handed out, and when. */
    record Issued(Credentials credentials, Credentials.Session session, Instant updated) {}

    private final Principals principals;
    private final Role role;
    private final String instanceId;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Issued> current = Optional.empty();

    InstanceCredentials(Principals principals, Role role, String instanceId, Clock clock) {
        this.principals = principals;
        this.role = role;
        this.instanceId = instanceId;
        this.clock = clock;
    }

    /** Whether the role lets EC2 assume it; without that an instance gets nothing. */
    boolean trusted() {
        return Trust.askForService(role, "ec2.amazonaws.com").isAllowed();
    }

    /** Good credentials; none where the role does not trust EC2. */
    Optional<Issued> get() {
        if (!trusted()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            var now = clock.instant();
            if (current.isEmpty()
                    || !now.isBefore(current.get().session().expiration().minus(RENEWED_BEFORE_THE_END))) {
                current = Optional.of(issue(now));
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private Issued issue(Instant now) {
        var credentials = principals.open(role, new SessionRequest(instanceId, LIFE));
        return new Issued(credentials, credentials.session().orElseThrow(), now);
    }
}
