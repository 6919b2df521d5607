package io.sluice.lake.s3;

import java.util.Objects;

/**
 * Who asks, as far as S3 has to know.
 *
 * @param account the twelve digits of the caller's account, which owns the buckets it makes
 * @param arn the user's, role session's or root's ARN, shown as the initiator of uploads
 */
public record Caller(String account, String arn) {
    public Caller {
        Objects.requireNonNull(account);
        Objects.requireNonNull(arn);
    }
}
