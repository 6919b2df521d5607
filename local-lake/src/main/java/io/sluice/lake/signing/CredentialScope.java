package io.sluice.lake.signing;

/**
 * What a signing key is good for: one day, one Region, one service.
 *
 * @param date {@code yyyyMMdd}
 */
record CredentialScope(String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    /** As in the string to sign. */
    String text() {
        return date + '/' + region + '/' + service + '/' + TERMINATOR;
    }
}
