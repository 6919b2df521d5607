package io.sluice.lake.grants;

/**
 * Which data: {@code s3://bucket/prefix*} is every key that begins with the characters before the star, with or without a slash, so
 * that {@code users*} holds {@code users-archive/1} and {@code users/*} does not; without a star it is one key. A star anywhere else is a
 * star. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-grant.html">working with grants</a>.
 */
record Scope(String text) implements Comparable<Scope> {
    static final String SCHEME = "s3://";

    Scope {
        if (!isOne(text)) {
            throw new IllegalArgumentException("Not a bucket, a prefix or an object: " + text);
        }
    }

    /** Whether it names a bucket in full, and what follows it. */
    static boolean isOne(String text) {
        return text.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+");
    }

    /** Whether it ends with a star. */
    boolean isPrefix() {
        return text.endsWith("*");
    }

    /** Without the star. */
    String stem() {
        return isPrefix() ? text.substring(0, text.length() - 1) : text;
    }

    String bucket() {
        return text.substring(SCHEME.length(), text.indexOf('/', SCHEME.length()));
    }

    /** What keys begin with, or the one key. */
    String key() {
        String stem = stem();
        return stem.substring(stem.indexOf('/', SCHEME.length()) + 1);
    }

    /** Whether all of the other is in this. */
    boolean contains(Scope other) {
        return isPrefix() ? other.stem().startsWith(stem()) : equals(other);
    }

    /** The narrower of two that hold the same data comes last. */
    @Override
    public int compareTo(Scope other) {
        int length = Integer.compare(stem().length(), other.stem().length());
        return length == 0 ? Boolean.compare(other.isPrefix(), isPrefix()) : length;
    }

    @Override
    public String toString() {
        return text;
    }
}
