package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.Query;
import java.time.Duration;
import java.util.Optional;

/**
 * The parameters of a call of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html">GetDataAccess</a>, each within its limits.
 *
 * @param minimal whether the credentials are to be for the target alone, and not for all of the grant
 */
record DataAccess(
        String target,
        Permission permission,
        Duration duration,
        boolean minimal,
        boolean object,
        Optional<String> audit) {
    private static final int LONGEST_TARGET = 2_000;
    private static final int LONGEST_AUDIT = 2_048;
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    private static final Duration DEFAULT = Duration.ofHours(1);

    static DataAccess of(Query query) {
        var permission = Permission.of(query.nonEmpty("permission").orElse(""));
        boolean object = object(query);
        String target = target(query, object);
        return new DataAccess(target, permission, duration(query), minimal(query), object, audit(query));
    }

    private static boolean object(Query query) {
        var type = query.nonEmpty("targetType");
        if (type.isPresent() && !type.get().equals("Object")) {
            throw invalid("The target type can be Object only.");
        }
        return type.isPresent();
    }

    private static String target(Query query, boolean object) {
        String target = query.nonEmpty("target").orElse("");
        if (target.length() > LONGEST_TARGET || !target.startsWith(Scope.SCHEME)) {
            throw invalid("The target must begin with s3:// and have 2000 characters at most.");
        }
        if (target.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("The target must not hold control characters.");
        }
        if (object && target.endsWith("*")) {
            throw invalid("A target that ends with * is a prefix; its type is not Object.");
        }
        return target;
    }

    private static Duration duration(Query query) {
        var text = query.nonEmpty("durationSeconds");
        if (text.isEmpty()) {
            return DEFAULT;
        }
        int seconds = text.get().matches("\\d{1,6}") ? Integer.parseInt(text.get()) : -1;
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw invalid("The duration must be from 900 to 43200 seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static boolean minimal(Query query) {
        return switch (query.nonEmpty("privilege").orElse("Default")) {
            case "Default" -> false;
            case "Minimal" -> true;
            default -> throw invalid("The privilege must be Minimal or Default.");
        };
    }

    private static Optional<String> audit(Query query) {
        var audit = query.nonEmpty("auditContext");
        if (audit.filter(text -> text.length() > LONGEST_AUDIT).isPresent()) {
            throw invalid("The audit context has 2048 characters at most.");
        }
        return audit;
    }

    private static AwsException invalid(String message) {
        return new AwsException(ErrorCode.InvalidRequest, message);
    }

    /** AWS's words for who has no grant of it. */
    AwsException refused() {
        return new AwsException(
                ErrorCode.AccessDenied,
                "You do not have " + permission + " permissions to the requested S3 Prefix: " + target);
    }
}
