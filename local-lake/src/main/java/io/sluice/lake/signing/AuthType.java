package io.sluice.lake.signing;

/**
 * How a request carries its signature, as the condition key {@code s3:authType} names it. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">SigV4 policy keys</a>.
 */
public enum AuthType {
    HEADER("REST-HEADER"),
    QUERY("REST-QUERY-STRING");

    private final String conditionValue;

    AuthType(String conditionValue) {
        this.conditionValue = conditionValue;
    }

    public String conditionValue() {
        return conditionValue;
    }
}
