package io.sluice.lake.s3;

import java.util.Objects;

/**
 * Who asks, as far as S3 has to know.
 *
 * @param account the twelve digits of the caller's account, which owns the buckets it makes
 * @param arn the user's, role session's or root's ARN, shown as the initiator of uploads
 * @param uniqueId {@code AIDA…}, {@code AROA…:session}, or the account's
 */
public record Caller(String account, String arn, String uniqueId) {
    public Caller {
        Objects.requireNonNull(account);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(uniqueId);
    }

    /** Somebody without an id of its own. */
    public Caller(String account, String arn) {
        this(account, arn, account);
    }
}
