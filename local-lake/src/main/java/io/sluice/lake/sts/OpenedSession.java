package io.sluice.lake.sts;

import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionRequest;
import java.util.Optional;

/**
 * A session that was opened, and what the caller gets of it.
 *
 * @param packedPolicySize percent of the room for policy and tags; none where there is neither
 */
record OpenedSession(Role role, SessionRequest request, Credentials credentials, Optional<Integer> packedPolicySize) {}
