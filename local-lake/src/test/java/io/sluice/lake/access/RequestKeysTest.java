package io.sluice.lake.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-21T21:30:00.5Z");

    @Test
    void headTimeAndListenerGiveTheGlobalKeys() {
        var headers = new Headers()
                .add("User-Agent", "aws-cli/2")
                .add("Referer", "https://example.com/")
                .add("Authorization", "AWS4-HMAC-SHA256 Credential=…");

        assertThat(keys("", headers, Network.INTERNET))
                .containsEntry("aws:CurrentTime", List.of("2026-11-21T21:30:00Z"))
                .containsEntry("aws:EpochTime", List.of("1795296600"))
                .containsEntry("aws:SecureTransport", List.of("false"))
                .containsEntry("aws:SourceIp", List.of("192.0.2.1"))
                .containsEntry("aws:RequestedRegion", List.of("us-east-1"))
                .containsEntry("aws:UserAgent", List.of("aws-cli/2"))
                .containsEntry("aws:Referer", List.of("https://example.com/"))
                .containsEntry("s3:authType", List.of("REST-HEADER"))
                .containsEntry("s3:signatureversion", List.of("AWS4-HMAC-SHA256"))
                .doesNotContainKeys("aws:SourceVpc", "aws:SourceVpce", "s3:signatureAge");
    }

    @Test
    void presignedRequestTellsItsAge() {
        assertThat(keys("X-Amz-Date=20261121T212851Z&X-Amz-Signature=0", new Headers(), Network.INTERNET))
                .containsEntry("s3:authType", List.of("REST-QUERY-STRING"))
                .containsEntry("s3:signatureAge", List.of("69500"));
    }

    @Test
    void unsignedRequestHasNoKindOfSignature() {
        assertThat(keys("", new Headers(), Network.INTERNET)).doesNotContainKeys("s3:authType", "s3:signatureversion");
    }

    @Test
    void onlyTheListenerTellsTheVpc() {
        var claims = new Headers().add("aws:SourceVpc", "vpc-9").add("x-amz-source-vpc", "vpc-9");
        var inside = new Network(Optional.of("vpc-1"), Optional.of("vpce-1"));

        assertThat(keys("", claims, Network.INTERNET)).doesNotContainKey("aws:SourceVpc");
        assertThat(keys("", claims, inside))
                .containsEntry("aws:SourceVpc", List.of("vpc-1"))
                .containsEntry("aws:SourceVpce", List.of("vpce-1"))
                .containsEntry("aws:VpcSourceIp", List.of("192.0.2.1"))
                .doesNotContainKey("aws:SourceIp");
    }

    private static Map<String, List<String>> keys(String query, Headers headers, Network network) {
        var head = new RequestHead("GET", "/", query, "localhost", headers, "192.0.2.1", false);
        return RequestKeys.of(head, network, Optional.empty(), "us-east-1", NOW);
    }
}
