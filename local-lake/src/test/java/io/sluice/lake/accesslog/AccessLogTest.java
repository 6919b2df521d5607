package io.sluice.lake.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "111122223333";
    private static final Instant TIME = Instant.parse("2026-11-21T21:28:51.123Z");

    @Test
    void refusalIsToldInCloudTrailsWords() throws IOException {
        JsonNode line = JSON.readTree(write(refusal()));

        String expected = """
                {"eventVersion": "1.11",
                 "userIdentity": {
                   "type": "AssumedRole",
                   "principalId": "AROAEXAMPLE:i-1",
                   "arn": "arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1",
                   "accountId": "111122223333",
                   "accessKeyId": "ASIAEXAMPLE",
                   "sessionContext": {
                     "sessionIssuer": {
                       "type": "Role", "principalId": "AROAEXAMPLE", "accountId": "111122223333",
                       "arn": "arn:aws:iam::111122223333:role/webAppClientRole", "userName": "webAppClientRole"},
                     "attributes": {"creationDate": "2026-11-21T21:28:51Z", "mfaAuthenticated": "false"}}},
                 "eventTime": "2026-11-21T21:28:51Z",
                 "eventSource": "s3.amazonaws.com",
                 "eventName": "GetObject",
                 "awsRegion": "us-east-1",
                 "sourceIPAddress": "127.0.0.1",
                 "userAgent": "[aws-sdk-java/2.35.10]",
                 "errorCode": "AccessDenied",
                 "errorMessage": "Access Denied",
                 "requestParameters": {"bucketName": "lake", "key": "inventory_event/1"},
                 "responseElements": null,
                 "additionalEventData": {
                   "SignatureVersion": "SigV4", "AuthenticationMethod": "AuthHeader",
                   "bytesTransferredIn": 0, "bytesTransferredOut": 243, "x-amz-id-2": "host-id"},
                 "requestID": "R1",
                 "eventID": "%s",
                 "readOnly": true,
                 "resources": [
                   {"type": "AWS::S3::Object", "ARN": "arn:aws:s3:::lake/inventory_event/1"},
                   {"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::lake"}],
                 "eventType": "AwsApiCall",
                 "managementEvent": false,
                 "recipientAccountId": "111122223333",
                 "eventCategory": "Data",
                 "sluice": {
                   "decision": "ExplicitlyDenied", "policyType": "resource-based policy",
                   "secureTransport": false,
                   "document": "arn:aws:s3:::lake", "statement": "OnlySales"}}
                """.formatted(line.path("eventID").asText());
        assertThat(line).isEqualTo(JSON.readTree(expected));
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws IOException {
        JsonNode line = JSON.readTree(write(anonymous("k")));

        assertThat(line.has("errorCode")).isFalse();
        assertThat(line.has("sluice")).isFalse();
        assertThat(line.path("userIdentity").has("arn")).isFalse();
        assertThat(line.path("additionalEventData").has("SignatureVersion")).isFalse();
    }

    @Test
    void tlsIsToldByItsHost() throws IOException {
        JsonNode line = JSON.readTree(write(anonymous("k")));

        assertThat(line.path("tlsDetails")).isEqualTo(JSON.readTree("{\"clientProvidedHostHeader\": \"h\"}"));
        assertThat(JSON.readTree(write(refusal())).has("tlsDetails")).isFalse();
    }

    @Test
    void everyEventHandedOverIsWrittenBeforeCloseReturns(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("access.log");
        try (var log = AccessLog.to(file)) {
            IntStream.range(0, 20_000).parallel().forEach(i -> log.write(anonymous("key-" + i)));
        }

        List<String> lines = Files.readAllLines(file);
        var keys = new HashSet<String>();
        for (String line : lines) {
            keys.add(key(line));
        }
        assertThat(lines).hasSize(20_000);
        assertThat(keys).hasSize(20_000);
    }

    @Test
    void lineBreaksAndQuotesStayInsideTheirLine() throws IOException {
        String written = write(anonymous("a\n\"b\"\u2028\0"));

        assertThat(written.strip()).doesNotContain("\n");
        assertThat(key(written)).isEqualTo("a\n\"b\"\u2028\0");
    }

    @Test
    void anEventThatCannotBeWrittenLeavesTheOthersWhole() throws IOException {
        String written = write(anonymous("before"), anonymous("\ud800"), anonymous("after"));

        for (String line : written.strip().split("\n", -1)) {
            assertThat(JSON.readTree(line).isObject()).isTrue();
        }
        assertThat(written).contains("before").contains("after");
    }

    @Test
    void whatTheDiskDoesNotTakeIsWrittenWhenItDoes() throws InterruptedException {
        var disk = new FullFor(2);
        try (var log = AccessLog.to(disk)) {
            log.write(anonymous("first"));
            disk.refused.await();
            log.write(anonymous("second"));
            disk.taken.await();
        }

        assertThat(disk.written.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("first"),
                        line -> assertThat(line).contains("second"));
    }

    @Test
    void anotherLakeAppendsToTheLogOfTheLast(@TempDir Path folder) throws IOException {
        var file = folder.resolve("log");
        try (var out = new WholeAppends(file)) {
            out.write("whole\n".getBytes(StandardCharsets.UTF_8));
        }
        try (var out = new WholeAppends(file)) {
            out.write("appended\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(file).hasContent("whole\nappended\n");
    }

    /** A disk that is full for the first writes. */
    private static final class FullFor extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch refused = new CountDownLatch(1);
        private final CountDownLatch taken = new CountDownLatch(1);
        private int times;

        FullFor(int times) {
            this.times = times;
        }

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (times-- > 0) {
                refused.countDown();
                throw new IOException("No space left on device");
            }
            written.write(bytes, offset, length);
            taken.countDown();
        }
    }

    @Test
    void aClosedLogTakesNothing() {
        var log = AccessLog.to(new ByteArrayOutputStream());
        log.close();

        assertThatThrownBy(() -> log.write(anonymous("k"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
        prefix=in%2F&list-type=2,                                    list-type=2&prefix=in/
        X-Amz-Security-Token=TOP&X-Amz-Signature=SECRET&versionId=v, versionId=v
        x-amz-signature=SECRET,                                      -
        token=SECRET,                                                -
        uploads,                                                     uploads=
        prefix=%ZZ,                                                  prefix=%ZZ
        """)
    void onlyKnownParametersAreWrittenDown(String query, String kept) {
        List<String> parameters = Parameters.of(query).entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .sorted()
                .toList();

        assertThat(parameters).isEqualTo(kept == null ? List.of() : List.of(kept.split("&", -1)));
    }

    private static String key(String line) throws IOException {
        return JSON.readTree(line).path("requestParameters").path("key").asText();
    }

    private static String write(Event... events) {
        var out = new ByteArrayOutputStream();
        try (var log = AccessLog.to(out)) {
            for (Event event : events) {
                log.write(event);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Event refusal() {
        var session = new UserIdentity.Session(
                "AROAEXAMPLE",
                "arn:aws:iam::111122223333:role/webAppClientRole",
                ACCOUNT,
                "webAppClientRole",
                TIME,
                Optional.empty(),
                Optional.empty());
        var identity = new UserIdentity(
                "AssumedRole",
                "AROAEXAMPLE:i-1",
                Optional.of("arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1"),
                Optional.of(ACCOUNT),
                Optional.of("ASIAEXAMPLE"),
                Optional.empty(),
                Optional.of(session),
                Optional.empty(),
                Optional.empty());
        return new Event(
                TIME,
                new Event.Api("s3.amazonaws.com", "GetObject", "us-east-1", true, false),
                new Event.Origin("127.0.0.1", "aws-sdk-java/2.35.10", false, "localhost"),
                identity,
                Map.of("bucketName", "lake", "key", "inventory_event/1"),
                Map.of(),
                Optional.of(new Event.Failure("AccessDenied", "Access Denied")),
                new Event.Transfer(0, 243, "AuthHeader", "host-id"),
                "R1",
                List.of(
                        new Event.Resource("AWS::S3::Object", "arn:aws:s3:::lake/inventory_event/1", Optional.empty()),
                        new Event.Resource("AWS::S3::Bucket", "arn:aws:s3:::lake", Optional.of(ACCOUNT))),
                ACCOUNT,
                Optional.of(new Event.Deciding(
                        "ExplicitlyDenied",
                        Optional.of("resource-based policy"),
                        Optional.of("arn:aws:s3:::lake"),
                        Optional.of("OnlySales"),
                        List.of(new Event.Asked("s3:GetObject", "arn:aws:s3:::lake/k", "ExplicitlyDenied")))));
    }

    private static Event anonymous(String key) {
        return new Event(
                TIME,
                new Event.Api("s3.amazonaws.com", "GetObject", "us-east-1", true, false),
                new Event.Origin("127.0.0.1", "curl", true, "h"),
                UserIdentity.ANONYMOUS,
                Map.of("key", key),
                Map.of(),
                Optional.empty(),
                new Event.Transfer(0, 0, "", "host-id"),
                "R2",
                List.of(),
                ACCOUNT,
                Optional.empty());
    }
}
