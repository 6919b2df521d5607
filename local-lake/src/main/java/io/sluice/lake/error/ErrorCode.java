package io.sluice.lake.error;

/**
 * The error codes of S3, its control plane and STS that the lake answers with, each with its HTTP status and AWS's own text. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>.
 */
public enum ErrorCode {
    AccessDenied(403, "Access Denied"),
    InternalError(500, "We encountered an internal error. Please try again."),
    InvalidAccessKeyId(403, "The AWS Access Key Id you provided does not exist in our records."),
    InvalidRequest(400, "Invalid Request"),
    InvalidToken(400, "The provided token is malformed or otherwise not valid."),
    ExpiredToken(400, "The provided token has expired."),
    MethodNotAllowed(405, "The specified method is not allowed against this resource."),
    NoSuchBucket(404, "The specified bucket does not exist"),
    NoSuchKey(404, "The specified key does not exist."),
    NotImplemented(501, "A header you provided implies functionality that is not implemented."),
    RequestTimeTooSkewed(403, "The difference between the request time and the server's time is too large."),
    SignatureDoesNotMatch(
            403,
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    private final int status;
    private final String message;

    ErrorCode(int status, String message) {
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
