package io.sluice.lake.error;

/**
 * The error codes of S3, its control plane, STS and Lambda that the lake answers with, each with its HTTP status and AWS's own text. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>.
 */
public enum ErrorCode {
    AccessDenied(403, "Access Denied"),
    AccessControlListNotSupported(400, "The bucket does not allow ACLs"),
    BadDigest(400, "The Content-MD5 or checksum value that you specified did not match what the server received."),
    BadRequest(400, "Bad Request"),
    EntityTooLarge(400, "Your proposed upload exceeds the maximum allowed size"),
    IllegalLocationConstraintException(
            400,
            "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to."),
    InvalidArgument(400, "Invalid Argument"),
    InvalidBucketName(400, "The specified bucket is not valid."),
    InvalidPartNumber(416, "The requested partnumber is not satisfiable"),
    InvalidRange(416, "The requested range is not satisfiable"),
    InvalidStorageClass(400, "The storage class you specified is not valid"),
    InvalidTag(
            400,
            "The tag provided was not a valid tag. This error can occur if the tag did not pass input validation."),
    KeyTooLongError(400, "Your key is too long"),
    MaxMessageLengthExceeded(400, "Your request was too large."),
    MetadataTooLarge(400, "Your metadata headers exceed the maximum allowed metadata size"),
    MissingContentLength(411, "You must provide the Content-Length HTTP header."),
    MissingRequestBodyError(400, "Request Body is empty"),
    AccessPointAlreadyOwnedByYou(
            409, "Your previous request to create the named accesspoint succeeded and you already own it."),
    BucketHasAccessPointsAttached(
            400,
            "The bucket you tried to delete has access points attached. Delete your access points before deleting your bucket."),
    BucketAlreadyExists(
            409,
            "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again."),
    BucketAlreadyOwnedByYou(409, "Your previous request to create the named bucket succeeded and you already own it."),
    BucketNotEmpty(409, "The bucket you tried to delete is not empty"),
    EntityTooSmall(400, "Your proposed upload is smaller than the minimum allowed size"),
    IllegalVersioningConfigurationException(400, "The versioning configuration specified in the request is invalid."),
    InvalidPart(
            400,
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."),
    InvalidPartOrder(400, "The list of parts was not in ascending order. Parts must be ordered by part number."),
    NoSuchUpload(
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."),
    NoSuchVersion(404, "The specified version does not exist."),
    PreconditionFailed(412, "At least one of the pre-conditions you specified did not hold"),
    /** Lambda: what S3 calls AccessDenied. */
    AccessDeniedException(403, "Access Denied"),
    /** Lambda: what S3 calls ExpiredToken. */
    ExpiredTokenException(403, "The security token included in the request is expired"),
    InvalidParameterValueException(400, "One of the parameters in the request is not valid."),
    InvalidRequestContentException(400, "The request body could not be parsed as JSON."),
    /** Lambda: what S3 calls SignatureDoesNotMatch. */
    InvalidSignatureException(
            403,
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."),
    /** Lambda: nothing was signed. */
    MissingAuthenticationTokenException(403, "Missing Authentication Token"),
    PolicyLengthExceededException(400, "The permissions policy for the resource is too large."),
    PreconditionFailedException(
            412,
            "The RevisionId provided does not match the latest RevisionId. Call the API again with the latest one."),
    RequestTooLargeException(413, "The request is larger than the operation allows."),
    ResourceConflictException(409, "The resource already exists."),
    ResourceNotFoundException(404, "The resource specified in the request does not exist."),
    SerializationException(400, "Could not parse the request body."),
    ServiceException(500, "The service encountered an internal error."),
    TooManyRequestsException(429, "Rate Exceeded."),
    /** Lambda: what S3 calls InvalidAccessKeyId. */
    UnrecognizedClientException(403, "The security token included in the request is invalid."),
    InternalError(500, "We encountered an internal error. Please try again."),
    /** STS: the lake does not have this operation. */
    InvalidAction(400, "Could not find operation."),
    /** STS: what S3 calls InvalidAccessKeyId. */
    InvalidClientTokenId(403, "The security token included in the request is invalid."),
    AccessGrantAlreadyExists(409, "The specified access grant already exists"),
    AccessGrantsInstanceAlreadyExists(409, "Access Grants Instance already exists"),
    AccessGrantsInstanceNotEmptyError(400, "Please clean up locations before deleting the access grants instance"),
    AccessGrantsInstanceNotExistsError(404, "Access Grants Instance does not exist"),
    AccessGrantsInstanceResourcePolicyNotExists(404, "Access Grants Instance Resource Policy does not exist"),
    AccessGrantsLocationAlreadyExistsError(409, "The specified access grants location already exists"),
    AccessGrantsLocationNotEmptyError(400, "Please clean up access grants before deleting access grants location"),
    AccessGrantsLocationsQuotaExceededError(409, "The access grants location quota has been exceeded."),
    AccessGrantsQuotaExceededError(409, "The access grants quota has been exceeded."),
    InvalidAccessGrant(400, "The specified Access Grant is invalid"),
    InvalidAccessGrantsLocation(400, "The specified Access Grants Location is invalid"),
    InvalidIamRole(400, "The specified IAM Role is invalid"),
    InvalidIdentityCenterInstance(400, "The specified identity center instance is invalid"),
    InvalidResourcePolicy(400, "The specified Resource Policy is invalid"),
    InvalidTags(400, "Tag keys cannot start with AWS reserved prefix for system tags."),
    NoSuchAccessGrantError(404, "The specified access grant does not exist"),
    NoSuchAccessGrantsLocationError(404, "The specified access grants location does not exist"),
    /** Access Grants: the role of a location does not let itself be assumed for this. */
    StsNotAuthorizedError(403, "Access Grants may not assume the role of the location."),
    StsPackedPolicyTooLargeError(400, "Serialized token too large for session"),
    StsValidationError(400, "The session that was asked for is not one that STS gives."),
    TooManyTags(400, "The number of tags exceeds the limit of 50 tags. Remove some tags and try again."),
    /** What STS calls ExpiredTokenException: a web identity token or a context assertion is over. */
    ExpiredIdentityToken(
            400,
            "The web identity token that was passed is expired or is not valid. Get a new identity token from the identity provider and then retry the request."),
    /** STS: the keys of the provider of a web identity token cannot be had. */
    IDPCommunicationError(
            400,
            "The request could not be fulfilled because the identity provider (IDP) that was asked to verify the incoming identity token could not be reached."),
    IDPRejectedClaim(403, "The identity provider (IdP) reported that authentication failed."),
    InvalidIdentityToken(
            400, "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"),
    InvalidParameterValue(400, "An invalid or out-of-range value was supplied for the input parameter."),
    MalformedPolicyDocument(400, "The policy is not in a valid JSON format."),
    MalformedQueryString(404, "The query string contains a syntax error."),
    MissingAuthenticationToken(403, "Request is missing Authentication Token"),
    PackedPolicyTooLarge(400, "Packed policy consumes more than 100 percent of the allotted space."),
    ValidationError(400, "The input fails to satisfy the constraints specified by an AWS service."),
    InvalidAccessKeyId(403, "The AWS Access Key Id you provided does not exist in our records."),
    InvalidAccessPoint(400, "The specified access point name or account is not valid."),
    InvalidAccessPointAliasError(400, "The specified access point alias name is not valid."),
    InvalidRequest(400, "Invalid Request"),
    InvalidToken(400, "The provided token is malformed or otherwise not valid."),
    InvalidURI(400, "Couldn't parse the specified URI."),
    MalformedPolicy(400, "Policies must be valid JSON and the first byte must be '{'"),
    MalformedXML(400, "The XML you provided was not well-formed or did not validate against our published schema"),
    ExpiredToken(400, "The provided token has expired."),
    MethodNotAllowed(405, "The specified method is not allowed against this resource."),
    NoSuchAccessPoint(404, "The specified accesspoint does not exist"),
    NoSuchAccessPointPolicy(404, "The specified accesspoint policy does not exist"),
    NoSuchBucketPolicy(404, "The bucket policy does not exist"),
    NoSuchPublicAccessBlockConfiguration(404, "The public access block configuration was not found"),
    NoSuchBucket(404, "The specified bucket does not exist"),
    NoSuchKey(404, "The specified key does not exist."),
    NotImplemented(501, "A header you provided implies functionality that is not implemented."),
    /** Object Lambda: a WriteGetObjectResponse came too late, its caller had gone. */
    ConnectionClosedByRequester(400, "The original caller closed the connection before the response was written."),
    LambdaInvalidResponse(400, "The Lambda function returned an invalid response."),
    LambdaInvocationFailed(400, "Lambda function invocation failed."),
    LambdaNotFound(404, "The AWS Lambda function was not found."),
    LambdaPermissionError(403, "The caller is not authorized to invoke the Lambda function."),
    LambdaResponseNotReceived(500, "The Lambda exited without successfully calling WriteGetObjectResponse."),
    LambdaRuntimeError(500, "The Lambda function failed during execution."),
    LambdaTimeout(500, "The Lambda function did not respond in the allowed time."),
    SlowDown(503, "Reduce your request rate for operations involving AWS Lambda."),
    PermanentRedirect(
            301,
            "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint."),
    TooManyAccessPoints(400, "You have attempted to create more access points than allowed."),
    RequestTimeTooSkewed(403, "The difference between the request time and the server's time is too large."),
    AuthorizationHeaderMalformed(400, "The authorization header you provided is invalid."),
    AuthorizationQueryParametersError(400, "The authorization query parameters that you provided are not valid."),
    IncompleteBody(400, "You did not provide the number of bytes specified by the Content-Length HTTP header."),
    InvalidChunkSizeError(403, "Only the last chunk is allowed to have a size less than 8192 bytes"),
    InvalidDigest(400, "The Content-MD5 you specified was invalid."),
    MalformedTrailerError(
            400,
            "The request contained trailing data that was not well-formed or did not conform to our published schema."),
    RequestTimeout(
            400,
            "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed."),
    XAmzContentSHA256Mismatch(400, "The provided 'x-amz-content-sha256' header does not match what was computed."),
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
