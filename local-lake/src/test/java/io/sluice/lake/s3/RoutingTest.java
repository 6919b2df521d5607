package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ListBuckets                | GET /
            ListBuckets                | GET /?prefix=a&max-buckets=2
            CreateBucket               | PUT /b
            DeleteBucket               | DELETE /b
            HeadBucket                 | HEAD /b
            GetBucketLocation          | GET /b?location
            GetBucketVersioning        | GET /b?versioning=
            PutBucketVersioning        | PUT /b?versioning
            GetBucketPolicy            | GET /b?policy
            PutBucketPolicy            | PUT /b?policy
            DeleteBucketPolicy         | DELETE /b?policy
            GetBucketPolicyStatus      | GET /b?policyStatus
            GetPublicAccessBlock       | GET /b?publicAccessBlock
            PutPublicAccessBlock       | PUT /b?publicAccessBlock
            DeletePublicAccessBlock    | DELETE /b?publicAccessBlock
            GetBucketAcl               | GET /b?acl
            GetBucketOwnershipControls | GET /b?ownershipControls
            ListObjects                | GET /b
            ListObjects                | GET /b?prefix=a&delimiter=%2F&marker=m&max-keys=3&encoding-type=url
            ListObjectsV2              | GET /b?list-type=2&start-after=a&fetch-owner=true
            ListObjectVersions         | GET /b?versions&key-marker=a&version-id-marker=1
            ListMultipartUploads       | GET /b?uploads&prefix=a
            DeleteObjects              | POST /b?delete
            GetObject                  | GET /b/k
            GetObject                  | GET /b/k?versionId=1&response-content-type=a%2Fb
            GetObject                  | GET /b/k?partNumber=1
            GetObject                  | GET /b/k?x-id=GetObject&X-Amz-Signature=abc&X-Amz-Expires=1
            HeadObject                 | HEAD /b/k
            GetObjectAttributes        | GET /b/k?attributes
            GetObjectAcl               | GET /b/k?acl
            PutObject                  | PUT /b/k
            PutObject                  | PUT /b/k?x-id=PutObject
            DeleteObject               | DELETE /b/k?versionId=1
            GetObjectTagging           | GET /b/k?tagging
            PutObjectTagging           | PUT /b/k?tagging&versionId=1
            DeleteObjectTagging        | DELETE /b/k?tagging
            CreateMultipartUpload      | POST /b/k?uploads
            UploadPart                 | PUT /b/k?partNumber=1&uploadId=u
            CompleteMultipartUpload    | POST /b/k?uploadId=u
            AbortMultipartUpload       | DELETE /b/k?uploadId=u
            ListParts                  | GET /b/k?uploadId=u&max-parts=1
            """)
    void requestIsToldItsOperation(Operation operation, String line) {
        assertThat(Requests.of(line).operation()).isEqualTo(operation);
    }

    @Test
    void copySourceMakesACopyOfAWrite() {
        assertThat(Requests.of("PUT /b/k", "x-amz-copy-source: /a/k").operation())
                .isEqualTo(Operation.CopyObject);
        assertThat(Requests.of("PUT /b/k?partNumber=1&uploadId=u", "X-Amz-Copy-Source: a/k")
                        .operation())
                .isEqualTo(Operation.UploadPartCopy);
    }

    /** Parameters of S3's API reference that no operation here knows, and headers that ask for more than there is. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "PUT /b?acl",
                "PUT /b/k?acl",
                "PUT /b?lifecycle",
                "GET /b?lifecycle",
                "DELETE /b?lifecycle",
                "GET /b?cors",
                "PUT /b?cors",
                "DELETE /b?cors",
                "GET /b?website",
                "PUT /b?website",
                "DELETE /b?website",
                "GET /b?encryption",
                "PUT /b?encryption",
                "DELETE /b?encryption",
                "GET /b?tagging",
                "PUT /b?tagging",
                "DELETE /b?tagging",
                "GET /b?replication",
                "PUT /b?replication",
                "DELETE /b?replication",
                "GET /b?logging",
                "PUT /b?logging",
                "GET /b?accelerate",
                "PUT /b?accelerate",
                "GET /b?requestPayment",
                "PUT /b?requestPayment",
                "GET /b?object-lock",
                "PUT /b?object-lock",
                "GET /b?analytics",
                "GET /b?metrics",
                "GET /b?inventory",
                "GET /b?intelligent-tiering",
                "PUT /b?ownershipControls",
                "DELETE /b?ownershipControls",
                "PUT /b?metadataTable",
                "GET /b?abac",
                "GET /b?session",
                "GET /b/k?torrent",
                "GET /b/k?legal-hold",
                "PUT /b/k?legal-hold",
                "GET /b/k?retention",
                "PUT /b/k?retention",
                "POST /b/k?restore",
                "POST /b/k?select&select-type=2",
                "PUT /b/k?renameObject",
                "PUT /b/k?encryption",
                "POST /b",
                "PUT /b/k?uploadId=u",
                "PUT /b/k?partNumber=1",
                "GET /b?list-type=2&marker=a",
                "GET /b/k?unknown",
                "OPTIONS /b/k",
                "DELETE /b/k?partNumber=1"
            })
    void whatIsNotThereIsNotImplemented(String line) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Requests.of(line))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.NotImplemented));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            x-amz-server-side-encryption: aws:kms                       | NotImplemented
            x-amz-server-side-encryption: aws:kms:dsse                  | NotImplemented
            x-amz-server-side-encryption-aws-kms-key-id: k              | NotImplemented
            x-amz-server-side-encryption-bucket-key-enabled: true       | NotImplemented
            x-amz-server-side-encryption-customer-algorithm: AES256     | NotImplemented
            x-amz-server-side-encryption-customer-key: a                | NotImplemented
            x-amz-copy-source-server-side-encryption-customer-key: a    | NotImplemented
            x-amz-object-lock-mode: GOVERNANCE                          | NotImplemented
            x-amz-object-lock-legal-hold: ON                            | NotImplemented
            x-amz-bypass-governance-retention: true                     | NotImplemented
            x-amz-website-redirect-location: /a                         | NotImplemented
            x-amz-mfa: 1 2                                              | NotImplemented
            x-amz-write-offset-bytes: 3                                 | NotImplemented
            x-amz-acl: public-read                                      | AccessControlListNotSupported
            x-amz-acl: authenticated-read                               | AccessControlListNotSupported
            X-AMZ-Grant-Read: id=1                                      | AccessControlListNotSupported
            """)
    void headerThatAsksForMoreIsRefused(String header, ErrorCode code) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Requests.of("PUT /b/k", header))
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "x-amz-acl: private",
                "x-amz-acl: bucket-owner-full-control",
                "x-amz-server-side-encryption: AES256",
                "x-amz-request-payer: requester",
                "x-amz-meta-lock: x",
                "x-amz-te: append-md5"
            })
    void headerThatChangesNothingIsTaken(String header) {
        assertThat(Requests.of("PUT /b/k", header).operation()).isEqualTo(Operation.PutObject);
    }

    @Test
    void parameterOfAPresignedUrlThatStandsForAHeaderIsTakenForIt() {
        var request = Requests.of("PUT /b/k?x-amz-meta-colour=red&X-Amz-Date=20261121T000000Z");

        assertThat(request.header("x-amz-meta-colour")).contains("red");
        assertThat(request.headers().has("x-amz-date")).isFalse();
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Requests.of("PUT /b/k?x-amz-acl=public-read"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.AccessControlListNotSupported));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PUT /", "DELETE /", "HEAD /", "POST /", "POST /b/k", "TRACE /b/k"})
    void methodThatS3HasNotThereIsNotAllowed(String line) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Requests.of(line))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MethodNotAllowed));
    }

    @Test
    void parameterGivenTwiceIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Requests.of("GET /b?prefix=a&prefix=b"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.InvalidArgument));
    }

    @Test
    void bucketAdministrationIsNotThroughAccessPoints() {
        var accessPoint = Optional.of("arn:aws:s3:us-east-1:111122223333:accesspoint/reader");

        assertThat(Requests.through(accessPoint, "GET /b/k").operation()).isEqualTo(Operation.GetObject);
        assertThat(Stream.of("PUT /b", "DELETE /b", "PUT /b?policy", "PUT /b?versioning", "PUT /b?publicAccessBlock"))
                .allSatisfy(line -> assertThatExceptionOfType(AwsException.class)
                        .isThrownBy(() -> Requests.through(accessPoint, line))
                        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MethodNotAllowed)));
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationNeedsAnActionOfS3(Operation operation) {
        assertThat(operation.actions(false)).isNotEmpty().allMatch(action -> action.startsWith("s3:"));
        assertThat(operation.actions(true)).isNotEmpty().allMatch(action -> action.startsWith("s3:"));
    }

    /** Two rows with the same method, level and marks could not be told apart. */
    @Test
    void rowsOfTheTableDiffer() {
        var rows = EnumSet.allOf(Operation.class).stream()
                .map(each -> each.method() + each.level() + each.marks() + each.copies())
                .toList();

        assertThat(rows).doesNotHaveDuplicates();
    }
}
