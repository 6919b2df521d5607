package io.sluice.broker.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a grant is about: everything that begins with a prefix, or one object, {@code s3://bucket/prefix*} or {@code s3://bucket/key}.
 * Matching is on characters: {@code users*} covers {@code users-archive/} too, {@code users/*} does not. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-grant.html">working with grants</a>.
 *
 * @param start the key or what keys begin with; never with the {@code *}
 * @param prefix whether it stands for every key that begins so
 */
public record Scope(String bucket, String start, boolean prefix) {
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.*?)(\\*?)", Pattern.DOTALL);

    public Scope {
        Names.checked(start);
        if (!prefix && start.isEmpty()) {
            throw new UnsafeNameException("It names no object and no prefix.");
        }
    }

    /**
     * The scope that this text is.
     *
     * @throws UnsafeNameException where it is none, or holds what {@link Names} refuses
     */
    public static Scope parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UnsafeNameException("It is not of the form s3://bucket/prefix* or s3://bucket/key.");
        }
        return new Scope(matcher.group(1), matcher.group(2), !matcher.group(3).isEmpty());
    }

    /** As AWS writes it. */
    public String text() {
        return "s3://" + bucket + "/" + start + (prefix ? "*" : "");
    }

    public boolean covers(Scope other) {
        if (!bucket.equals(other.bucket)) {
            return false;
        }
        return prefix ? other.start.startsWith(start) : !other.prefix && other.start.equals(start);
    }

    public boolean coversKey(String key) {
        return prefix ? key.startsWith(start) : key.equals(start);
    }

    /**
     * The part of this scope that begins with a longer prefix.
     *
     * @throws UnsafeNameException where it would reach out of this scope
     */
    public Scope narrowedTo(String longer) {
        Scope narrower = new Scope(bucket, longer, prefix);
        if (!covers(narrower)) {
            throw new UnsafeNameException("It does not begin with " + start + ", so this grant does not cover it.");
        }
        return narrower;
    }
}
