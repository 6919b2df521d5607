package io.sluice.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an application may do with a data set, and the S3 action that this is. Reading does not include listing: without it a key that is
 * not there answers 403 and not 404, so that nobody learns which keys exist. Deleting leaves versions alone. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">policy actions for S3</a>.
 */
public enum Permission {
    READ("s3:GetObject"),
    WRITE("s3:PutObject"),
    DELETE("s3:DeleteObject"),
    /** On the access point itself, limited by {@code s3:prefix}; the only one that is not on objects. */
    LIST("s3:ListBucket");

    private final String action;

    Permission(String action) {
        this.action = action;
    }

    public String action() {
        return action;
    }

    /** In the order of the permissions, not of the catalogue, so that rewriting a list changes nothing. */
    static List<String> actions(Predicate<Permission> which) {
        return Stream.of(values()).filter(which).map(Permission::action).toList();
    }

    public boolean onObjects() {
        return this != LIST;
    }

    /** As it is written in the catalogue: {@code read}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
