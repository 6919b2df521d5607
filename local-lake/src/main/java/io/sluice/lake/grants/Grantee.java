package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Arrays;
import java.util.Objects;

/**
 * Whom a grant is for.
 *
 * @param identifier the ARN of a user or role, or the id of a user or group of the directory
 */
record Grantee(Type type, String identifier) {
    /** In the order in which grants of the same scope are taken. */
    enum Type {
        DIRECTORY_USER,
        DIRECTORY_GROUP,
        IAM;

        static Type of(String text) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new AwsException(
                            ErrorCode.InvalidRequest,
                            "The grantee type must be IAM, DIRECTORY_USER or DIRECTORY_GROUP."));
        }
    }

    Grantee {
        Objects.requireNonNull(type);
        Objects.requireNonNull(identifier);
    }
}
