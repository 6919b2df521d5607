package io.sluice.catalogue.replay;

import java.time.Instant;

/**
 * For which access grant credentials were given out.
 *
 * @param target {@code s3://bucket/prefix*}, the scope of the grant
 * @param grantee the ARN of a role, or an id of the directory
 */
record Vend(Instant time, String target, String grantee) {}
