package io.sluice.lake.identitycenter;

import java.util.Objects;

/**
 * A refusal in the words of <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateTokenWithIAM.html#API_CreateTokenWithIAM_Errors">CreateTokenWithIAM</a>.
 * It carries no stack trace, since it is an answer and not a fault, and nothing of a token.
 */
public final class OidcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The errors, by what OAuth 2.0 calls them. */
    public enum Code {
        ACCESS_DENIED("AccessDeniedException", 400),
        EXPIRED_TOKEN("ExpiredTokenException", 400),
        INTERNAL_SERVER_ERROR("InternalServerException", 500),
        INVALID_CLIENT("InvalidClientException", 401),
        INVALID_GRANT("InvalidGrantException", 400),
        INVALID_REQUEST("InvalidRequestException", 400),
        INVALID_SCOPE("InvalidScopeException", 400),
        UNAUTHORIZED_CLIENT("UnauthorizedClientException", 400),
        UNSUPPORTED_GRANT_TYPE("UnsupportedGrantTypeException", 400);

        private final String exception;
        private final int status;

        Code(String exception, int status) {
            this.exception = exception;
            this.status = status;
        }

        /** The error's type as clients of AWS know it. */
        public String exception() {
            return exception;
        }

        public int status() {
            return status;
        }

        /** {@code invalid_grant}. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Code code;

    OidcException(Code code, String description) {
        super(Objects.requireNonNull(description), null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
