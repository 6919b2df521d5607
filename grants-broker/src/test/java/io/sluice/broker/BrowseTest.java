package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

@QuarkusTest
@QuarkusTestResource(World.class)
class BrowseTest {
    LocalLake lake;

    @TestHTTPResource
    URI broker;

    private Visitor visitor(String user) {
        return new Visitor(broker.toString()).signIn(user);
    }

    @Test
    void foldersLeadDownToObjects() {
        Visitor cleo = visitor("cleo.support");
        String entry = cleo.entry("users", "read");

        assertThat(cleo.get(entry + "/browse").body()).contains("users/", "users-archive/");
        assertThat(cleo.get(entry + "/browse?in=users%2F").body())
                .contains("user_list", "33 bytes")
                .doesNotContain("2019.csv");
    }

    @Test
    void anObjectIsShownAsTextWithItsVersions() {
        put("users/changed.csv", "id\n1\n");
        put("users/changed.csv", "id\n2\n");
        Visitor cleo = visitor("cleo.support");
        String entry = cleo.entry("users", "read");
        String page = cleo.get(entry + "/object?key=users%2Fchanged.csv").body();

        assertThat(page).contains("id\n2\n", "current", "earlier");
        String earlier = Visitor.unescaped(
                page.substring(page.lastIndexOf("/access/"), page.indexOf('"', page.lastIndexOf("/access/"))));
        assertThat(cleo.get(earlier).body()).contains("id\n1\n");
    }

    @Test
    void markupInDataIsShownAndNeverRuns() {
        Visitor cleo = visitor("cleo.support");
        String entry = cleo.entry("feedback", "read and write");

        Visitor.Answer page = cleo.get(entry + "/object?key=feedback%2Fpage.html");
        assertThat(page.body())
                .contains("&lt;html&gt;&lt;body onload=alert(1)&gt;")
                .doesNotContain("<body onload");
        assertThat(page.header("content-security-policy")).doesNotContain("unsafe");
    }

    @Test
    void whatIsNoTextHasNoPreview() {
        Visitor cleo = visitor("cleo.support");
        String entry = cleo.entry("feedback", "read and write");

        assertThat(cleo.get(entry + "/object?key=feedback%2Fpicture.bin").body())
                .contains("This is not text");
    }

    @Test
    void aLongObjectIsShownUpToTheLimit() {
        put("users/long.txt", "é".repeat(70_000));
        Visitor cleo = visitor("cleo.support");

        assertThat(cleo.get(cleo.entry("users", "read") + "/object?key=users%2Flong.txt")
                        .body())
                .contains("The first 64 KB")
                .doesNotContain("\uFFFD")
                .hasSizeLessThan(80_000);
    }

    @Test
    void aDownloadIsAFileToSaveWhateverItHolds() {
        Visitor cleo = visitor("cleo.support");
        String entry = cleo.entry("feedback", "read and write");
        Visitor.Answer file = cleo.get(entry + "/download?key=feedback%2Fpage.html");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("<html><body onload=alert(1)>hello</body></html>");
        assertThat(file.header("content-disposition")).startsWith("attachment; filename=\"page.html\"");
        assertThat(file.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void aThousandAreShownOnAPageAndTheRestOnTheNext() {
        var keys = lake.administrator();
        try (var s3 = Lakes.s3(
                        lake.endpoint(), AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
                var threads = Executors.newFixedThreadPool(16)) {
            IntStream.range(0, 1_003)
                    .mapToObj("users/many/%04d"::formatted)
                    .forEach(key -> threads.execute(
                            () -> s3.putObject(put -> put.bucket(World.DATA).key(key), RequestBody.empty())));
        }
        Visitor cleo = visitor("cleo.support");
        String page = cleo.get(cleo.entry("users", "read") + "/browse?in=users%2Fmany%2F")
                .body();
        assertThat(page).contains(">0999<").doesNotContain(">1000<").contains("Next page");

        String next = page.substring(page.lastIndexOf("href=\"") + 6, page.indexOf("\" rel=\"next\""));
        assertThat(cleo.get(Visitor.unescaped(next)).body())
                .contains(">1002<", "First page")
                .doesNotContain("Next page", ">0999<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transactions%2F2026-11.csv",
                "users%2F..%2Ftransactions%2F2026-11.csv",
                "..%2Ftransactions",
                "users%2F%252e%252e%2Fx",
                "users*",
                "users%3F",
                "users%2F%24%7Baws%3Ausername%7D",
                "users%00",
                "users%0Ax",
                "users%E2%80%AE",
            })
    void whatTheGrantDoesNotCoverIsNotAskedFor(String name) {
        Visitor cleo = visitor("cleo.support");
        String entry = cleo.entry("users", "read");

        assertThat(cleo.get(entry + "/object?key=" + name).status()).isEqualTo(400);
        assertThat(cleo.get(entry + "/browse?in=" + name).status()).isEqualTo(400);
        assertThat(cleo.get(entry + "/download?key=" + name).status()).isEqualTo(400);
    }

    /** S3 tells that there is no such key only to who may list the whole bucket; to others it says that they may not read it. */
    @Test
    void whatIsNotThereIsSaidAsS3SaysIt() {
        Visitor cleo = visitor("cleo.support");
        Visitor.Answer answer = cleo.get(cleo.entry("users", "read") + "/object?key=users%2Fnothing");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("AWS refused this", "AccessDenied");
    }

    private void put(String key, String text) {
        var keys = lake.administrator();
        try (var s3 =
                Lakes.s3(lake.endpoint(), AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))) {
            s3.putObject(put -> put.bucket(World.DATA).key(key), RequestBody.fromString(text));
        }
    }
}
