package io.sluice.catalogue.replay;

import java.util.Optional;

/** A member of a record that is a text, whichever object of it that is in. */
enum TrailText {
    EVENT_TIME,
    EVENT_SOURCE,
    EVENT_NAME,
    EVENT_CATEGORY,
    ERROR_CODE,
    ERROR_MESSAGE,
    TYPE,
    ARN,
    ACCOUNT_ID,
    ACCESS_KEY_ID,
    INVOKED_BY,
    CIPHER_SUITE,
    TLS_VERSION,
    DECISION,
    SECURE_TRANSPORT;

    /** Of the record itself. */
    static Optional<TrailText> ofRecord(String name) {
        return switch (name) {
            case "eventTime" -> Optional.of(EVENT_TIME);
            case "eventSource" -> Optional.of(EVENT_SOURCE);
            case "eventName" -> Optional.of(EVENT_NAME);
            case "eventCategory" -> Optional.of(EVENT_CATEGORY);
            case "errorCode" -> Optional.of(ERROR_CODE);
            case "errorMessage" -> Optional.of(ERROR_MESSAGE);
            default -> Optional.empty();
        };
    }

    /** Of {@code userIdentity}. */
    static Optional<TrailText> ofIdentity(String name) {
        return switch (name) {
            case "type" -> Optional.of(TYPE);
            case "arn" -> Optional.of(ARN);
            case "accountId" -> Optional.of(ACCOUNT_ID);
            case "accessKeyId" -> Optional.of(ACCESS_KEY_ID);
            case "invokedBy" -> Optional.of(INVOKED_BY);
            default -> Optional.empty();
        };
    }

    /** Of {@code additionalEventData} and {@code tlsDetails}. */
    static Optional<TrailText> ofTls(String name) {
        return switch (name) {
            case "CipherSuite" -> Optional.of(CIPHER_SUITE);
            case "tlsVersion" -> Optional.of(TLS_VERSION);
            default -> Optional.empty();
        };
    }

    /** Of what the lake adds, {@code sluice}. */
    static Optional<TrailText> ofLake(String name) {
        return switch (name) {
            case "decision" -> Optional.of(DECISION);
            case "secureTransport" -> Optional.of(SECURE_TRANSPORT);
            default -> Optional.empty();
        };
    }
}
