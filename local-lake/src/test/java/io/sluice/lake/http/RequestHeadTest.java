package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestHeadTest extends ServerFixture {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "//",
                "//b/a",
                "/b/a//b",
                "/b/a/",
                "/b/../x",
                "/b/./x",
                "/b/.",
                "/b/..",
                "/b/a%2Fb",
                "/b/a%2fb",
                "/b/%2e%2e/x",
                "/b/a%00b",
                "/b/%zz",
                "/b/%",
                "/b/a;v=1/c",
                "/b/|^`{}\"<>\\",
                "/b/a#f",
                "/b/\u00fc\u00ff",
                "/b/a+b",
                "/b/a:b@c",
                "/b/%E2%82%AC"
            })
    void pathReachesTheHandlerAsItWasSent(String path) throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            assertThat(client.get(path).answer().text()).isEqualTo("GET localhost " + path + " ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "x",
                "x=",
                "x=%zz&y",
                "a=1&&b",
                "prefix=in/&delimiter=%2F",
                "a=b?c",
                "x=+%20",
                "=",
                "b=2&a=1",
                "#f"
            })
    void queryReachesTheHandlerAsItWasSent(String query) throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            assertThat(client.get("/k?" + query).answer().text()).isEqualTo("GET localhost /k " + query);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://b.s3.amazonaws.com/a//../c?x=1, b.s3.amazonaws.com, GET b.s3.amazonaws.com /a//../c x=1",
        "http://b.s3.amazonaws.com:80/k, b.s3.amazonaws.com, GET b.s3.amazonaws.com:80 /k ''",
        "HTTP://localhost:9600/k, localhost:9600, GET localhost:9600 /k ''",
        "http://localhost, localhost, GET localhost / ''",
        "http://localhost?list-type=2, localhost, GET localhost / list-type=2",
    })
    void absoluteFormIsTakenApartAndItsHostCounts(String target, String host, String expected) throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo(expected.replace("''", ""));
        }
    }

    @Test
    void httpsTargetOfAProxyRequestIsSecure() throws IOException {
        try (var client = connect(x -> reply(x, 200, String.valueOf(x.head().secure())))) {
            client.send("GET https://h/k HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("true");
            client.send("GET http://h/k HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("false");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /k HTTP/1.1\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n | 400",
                "GET http://a/k HTTP/1.1\\r\\nHost: b\\r\\n\\r\\n | 400",
                "GET http://u@a/k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET http:///k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /a b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /a\\1b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /k HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | 505",
                "OPTIONS * HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "CONNECT a:443 HTTP/1.1\\r\\nHost: a:443\\r\\n\\r\\n | 501",
                "G@T /k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nx y: 1\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nx : 1\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nx: 1\\0002\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nno colon\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +1\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 1\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n | 501",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nExpect: wonders\\r\\n\\r\\n | 417",
            })
    void headThatCanBeMisunderstoodIsRefusedAndTheConnectionClosed(String request, int status) throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            client.send(request.translateEscapes());
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("Connection", "close");
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void headerFieldBeyondTheBoundIsRefused() throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            var fits = "x".repeat(Limits.DEFAULT.head().line() - 100);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\nx: " + fits + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\nx: " + fits + "x".repeat(200) + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void moreHeaderFieldsThanTheBoundAreRefused() throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            var fits = "x: 1\r\n".repeat(Limits.DEFAULT.head().fields() - 1);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\n" + fits + "\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\n" + fits + "x: 1\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void headOfManyFieldsBeyondTheBoundOfAllIsRefused() throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            var field = "x: " + "x".repeat(1_000) + "\r\n";
            client.send("GET /k HTTP/1.1\r\nHost: a\r\n" + field.repeat(20) + "\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\n" + field.repeat(60) + "\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void moreFieldsBehindABodyThanTheBoundAreRefused() throws IOException {
        try (var client = connect(ServerFixture::echoBody)) {
            var start = "PUT /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n";
            client.send(start + "x: 1\r\n".repeat(9) + "\r\n");
            assertThat(client.answer().text()).isEqualTo("a");
        }
        stop();
        try (var client = connect(ServerFixture::echoBody)) {
            var start = "PUT /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n";
            client.send(start + "x: 1\r\n".repeat(200));
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void fieldsKeepTheirValuesAndOrderWhateverTheirCase() throws IOException {
        var seen = new AtomicReference<Headers>();
        Handler keep = exchange -> {
            seen.set(exchange.head().headers());
            reply(exchange, 200, "");
        };
        try (var client = connect(keep)) {
            client.send("GET /k HTTP/1.1\r\nHOST: a\r\nX-Two:  one  1 \r\nx-two: \u00fc\r\nEmpty:\r\n\r\n")
                    .answer();
            assertThat(seen.get().all("x-TWO")).containsExactly("one  1", "\u00fc");
            assertThat(seen.get().all("empty")).containsExactly("");
            assertThat(seen.get().names()).containsExactly("empty", "host", "x-two");
        }
    }
}
