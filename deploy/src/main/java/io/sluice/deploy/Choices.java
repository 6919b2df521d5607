package io.sluice.deploy;

import java.util.Objects;

/**
 * What a deployment chooses besides its catalogue.
 *
 * @param objectLambda whether views are Object Lambda access points too, which AWS
 *     <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazons3-ol-change.html">closed to new accounts</a>
 * @param parts over how many stacks roles, access points and grants are spread, since a stack takes 500 resources
 */
public record Choices(boolean objectLambda, Code code, int parts) {
    /** For a new account: no Object Lambda, native functions, one stack of each sort. */
    public static final Choices DEFAULT = new Choices(false, Code.NATIVE, 1);

    private static final int MOST_PARTS = 100;

    /** What functions are started from. */
    public enum Code {
        /** A {@code bootstrap} on {@code provided.al2023}. */
        NATIVE,
        /** Classes on {@code java25}, with SnapStart where a version is what is started. */
        JVM
    }

    public Choices {
        Objects.requireNonNull(code);
        if (parts < 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException("there can be 1 to " + MOST_PARTS + " parts, not " + parts);
        }
    }
}
