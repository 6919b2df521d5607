package io.sluice.lake.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsRefusalTest {
    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource({
        "InvalidAccessKeyId, 403, InvalidClientTokenId, The security token included in the request is invalid.",
        "InvalidToken, 403, InvalidClientTokenId, The security token included in the request is invalid.",
        "ExpiredToken, 403, ExpiredToken, The security token included in the request is expired",
        "SignatureDoesNotMatch, 403, SignatureDoesNotMatch, The request signature we calculated does not match",
        "XAmzContentSHA256Mismatch, 403, SignatureDoesNotMatch, The request signature we calculated does not match",
        "AuthorizationHeaderMalformed, 400, IncompleteSignature, The authorization header",
        "MissingAuthenticationToken, 403, MissingAuthenticationToken, Request is missing Authentication Token",
        "AccessDenied, 403, AccessDenied, Access Denied",
        "InternalError, 500, InternalError, We encountered an internal error"
    })
    void namesAnErrorAsStsDoes(ErrorCode code, int status, String name, String message) {
        var refusal = StsRefusal.of(new AwsException(code));

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(name);
        assertThat(refusal.message()).startsWith(message);
    }

    @ParameterizedTest(name = "signed at {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    20261121T100000Z | Signature expired: 20261121T100000Z is now earlier than 20261121T100500Z (20261121T102000Z - 15 min.)
                    20261121T104000Z | Signature not yet current: 20261121T104000Z is still later than 20261121T103500Z (20261121T102000Z + 15 min.)
                    """)
    void tellsWhichClockIsAhead(String signed, String message) {
        var skewed = new AwsException(
                ErrorCode.RequestTimeTooSkewed,
                "skewed",
                Map.of("RequestTime", signed, "ServerTime", "2026-11-21T10:20:00Z"));

        assertThat(StsRefusal.of(skewed)).isEqualTo(new StsRefusal(403, "SignatureDoesNotMatch", message));
    }

    @Test
    void escapesWhatACallerWrote() {
        var answer =
                Sts.refuse(new AwsException(ErrorCode.ValidationError, "Value '<a href=\"x\">&\u0001' is bad"), "r");

        assertThat(answer.xml()).contains("Value '&lt;a href=&quot;x&quot;&gt;&amp;?' is bad");
    }
}
