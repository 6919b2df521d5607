package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of S3 server access logs: those of AWS's page, and some of the demo's buckets. */
class ServerLogTest {
    private static final String OWNER = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    /** From https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html. */
    private static final String VERSIONING =
            OWNER + " amzn-s3-demo-bucket1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 " + OWNER
                    + " 3E57427F3EXAMPLE REST.GET.VERSIONING - \"GET /amzn-s3-demo-bucket1?versioning HTTP/1.1\" 200 - 113 - 7 -"
                    + " \"-\" \"S3Console/0.4\" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4"
                    + " ECDHE-RSA-AES128-GCM-SHA256 AuthHeader amzn-s3-demo-bucket1.s3.us-west-1.amazonaws.com TLSV1.2"
                    + " arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP Yes us-east-1";

    private static String line(String operation, String key, String uri, String status) {
        return OWNER + " " + Logs.BUCKET + " [01/Mar/2026:10:00:00 +0000] 192.0.2.3"
                + " arn:aws:sts::111122223333:assumed-role/webAppClientRole/s-1 3E57427F3EXAMPLE " + operation + " "
                + key
                + " \"" + uri + "\" " + status + " 113 - 7 - \"-\" \"an agent with a \"quote\" in it\" - hostid= SigV4"
                + " ECDHE-RSA-AES128-GCM-SHA256 AuthHeader s3.us-east-1.amazonaws.com TLSv1.2 "
                + Logs.point("ec2-consumer") + " - us-east-1\n";
    }

    private static LogLine parse(String line) {
        var bytes = line.stripTrailing().getBytes(StandardCharsets.UTF_8);
        return new ServerLog().parse(bytes, 0, bytes.length, 1).line();
    }

    private static LoggedRequest asked(String line) {
        return ((LogLine.Asked) parse(line)).requests().getFirst();
    }

    @Test
    void takesALineOfTheDocumentationForWhatItIs() {
        assertThat(parse(VERSIONING))
                .isEqualTo(new LogLine.Undecidable(Reason.UNKNOWN_OPERATION, "REST.GET.VERSIONING"));
        assertThat(parse(VERSIONING.replace("REST.GET.VERSIONING -", "REST.GET.OBJECT a/b")))
                .isEqualTo(new LogLine.Undecidable(Reason.CANONICAL_ID, "GetObject"));
    }

    @Test
    void readsWhoAskedForWhatByWhichWay() {
        var request = asked(line("REST.GET.OBJECT", "sales_event/a.json", "GET /sales_event/a.json HTTP/1.1", "200 -"));

        assertThat(request.time()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(request.caller().arn()).endsWith("assumed-role/webAppClientRole/s-1");
        assertThat(request.call().way()).isEqualTo(new Way.AccessPoint(Logs.point("ec2-consumer")));
        assertThat(request.call().key()).isEqualTo("sales_event/a.json");
        assertThat(request.means().tls()).contains(true);
        assertThat(request.allowed()).isTrue();
    }

    @Test
    void clientCannotWriteAnAccessPointIntoItsLine() {
        var plain = line("REST.GET.OBJECT", "sales_event/a", "GET /sales_event/a HTTP/1.1", "200 -");
        var forged = "x\" - h= SigV4 c AuthHeader h TLSv1.2 " + Logs.point("store-producer") + " - us-east-1 \"";

        assertThat(asked(plain.replace("an agent", forged)).call().way())
                .isEqualTo(new Way.AccessPoint(Logs.point("ec2-consumer")));
        assertThat(asked(line("REST.GET.OBJECT", "sales_event/a\"b", "GET /sales_event/a\"b HTTP/1.1", "200 -"))
                        .call()
                        .key())
                .isEqualTo("sales_event/a\"b");
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "sales_event/a%2520b, /sales_event/a%20b, sales_event/a b",
        "sales_event/a%20b, /sales_event/a%20b, sales_event/a b",
        "sales_event/dt%253D1/x, /sales_event/dt%3D1/x, sales_event/dt=1/x",
        "sales_event/100%2525, /sales_event/100%25, sales_event/100%"
    })
    void readsAKeyAsOftenEncodedAsItsRequestTells(String field, String path, String key) {
        assertThat(asked(line("REST.GET.OBJECT", field, "GET " + path + " HTTP/1.1", "200 -"))
                        .call()
                        .key())
                .isEqualTo(key);
    }

    @Test
    void doesNotGuessAKey() {
        assertThat(parse(line("BATCH.DELETE.OBJECT", "a%2520b", "POST /?delete HTTP/1.1", "204 -")))
                .isInstanceOfSatisfying(
                        LogLine.Undecidable.class,
                        undecidable -> assertThat(undecidable.reason()).isEqualTo(Reason.AMBIGUOUS_KEY));
        assertThat(asked(line("BATCH.DELETE.OBJECT", "sales_event/a", "POST /?delete HTTP/1.1", "204 -"))
                        .call()
                        .operation())
                .isEqualTo("DeleteObject");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "200 -, true",
        "304 -, true",
        "404 NoSuchKey, true",
        "412 PreconditionFailed, true",
        "403 InvalidObjectState, true",
        "403 AccessDenied, false"
    })
    void tellsARefusalFromWhatFailedOtherwise(String status, boolean allowed) {
        assertThat(asked(line("REST.GET.OBJECT", "sales_event/a", "GET /sales_event/a HTTP/1.1", status))
                        .allowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"403 SignatureDoesNotMatch", "503 SlowDown", "500 InternalError", "400 -"})
    void doesNotCountWhatTellsNothingOfAccess(String status) {
        assertThat(parse(line("REST.GET.OBJECT", "sales_event/a", "GET /sales_event/a HTTP/1.1", status)))
                .isInstanceOf(LogLine.Undecidable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "\"open", "x [never closed y z"})
    void refusesWhatIsNoLine(String text) {
        assertThat(parse(text)).isInstanceOf(LogLine.Malformed.class);
    }

    @Test
    void refusesALineThatWasCutOff() {
        var whole = line("REST.GET.OBJECT", "sales_event/a", "GET /sales_event/a HTTP/1.1", "200 -");

        assertThat(parse(whole.substring(0, 200))).isInstanceOf(LogLine.Malformed.class);
        assertThat(parse(whole.replace("01/Mar/2026", "41/Mar/2026"))).isInstanceOf(LogLine.Malformed.class);
    }

    @Test
    void isDecidedAsWhatItIs() {
        var list = line("REST.GET.BUCKET", "-", "GET /?list-type=2&prefix=sales_event%2F HTTP/1.1", "200 -");
        var beside =
                line("REST.GET.BUCKET", "-", "GET /?list-type=2&prefix=quarantine%2F HTTP/1.1", "403 AccessDenied");
        var read = line("REST.GET.OBJECT", "sales_event/a", "GET /sales_event/a HTTP/1.1", "200 -");
        var delete = line("REST.DELETE.OBJECT", "sales_event/a", "DELETE /sales_event/a HTTP/1.1", "204 -");

        var report = Logs.report(Catalogue.demo(), list + beside + read + delete);

        assertThat(report.kinds()).containsExactly(LogKind.SERVER);
        assertThat(report.stillAllowed()).isEqualTo(2);
        assertThat(report.stillRefused()).isEqualTo(1);
        assertThat(report.refused())
                .singleElement()
                .satisfies(change -> assertThat(change.action()).isEqualTo("s3:DeleteObject"));
    }
}
