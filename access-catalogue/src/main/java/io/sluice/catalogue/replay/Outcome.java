package io.sluice.catalogue.replay;

import java.util.Optional;
import java.util.Set;

/**
 * Whether a request was given access, by the error that it ended with. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error responses</a>.
 */
enum Outcome {
    ALLOWED,
    REFUSED,
    NOT_AUTHENTICATED,
    UNKNOWN;

    private static final String DENIED = "AccessDenied";

    /** Found out about the object, so that access was given before. */
    private static final Set<String> AFTER_ACCESS = Set.of(
            "NoSuchKey",
            "NoSuchVersion",
            "NoSuchUpload",
            "NoSuchTagSet",
            "NotModified",
            "PreconditionFailed",
            "InvalidRange",
            "InvalidObjectState",
            "InvalidPart",
            "EntityTooSmall",
            "ObjectNotInActiveTierError");

    private static final Set<String> SIGNATURES = Set.of(
            "SignatureDoesNotMatch",
            "InvalidAccessKeyId",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "RequestTimeTooSkewed",
            "AuthorizationHeaderMalformed",
            "InvalidSecurity",
            "AccountProblem");

    /** By the error code, empty where there was none. */
    static Outcome of(String error) {
        if (error.isEmpty()) {
            return ALLOWED;
        }
        if (error.equals(DENIED)) {
            return REFUSED;
        }
        return AFTER_ACCESS.contains(error) ? ALLOWED : SIGNATURES.contains(error) ? NOT_AUTHENTICATED : UNKNOWN;
    }

    /**
     * A key that is not there answers AccessDenied where the caller may not list: the read itself was allowed then, and the text tells so.
     * From <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>.
     */
    static Outcome of(String error, String message) {
        boolean forListing = error.equals(DENIED) && message.contains(" is not authorized to perform: s3:ListBucket ");
        return forListing ? ALLOWED : of(error);
    }

    /** What became of it as far as it says something of access; otherwise why it says nothing. */
    Optional<Reason> reason() {
        return switch (this) {
            case ALLOWED, REFUSED -> Optional.empty();
            case NOT_AUTHENTICATED -> Optional.of(Reason.NOT_AUTHENTICATED);
            case UNKNOWN -> Optional.of(Reason.FAILED);
        };
    }
}
