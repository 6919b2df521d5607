package io.sluice.lake.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
    private static SignatureVerifier at(Instant now) {
        return Signer.verifier(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String code(byte[] request) {
        return Replay.of(request, Signer.verifier(), "s3").code();
    }

    @Test
    void signedRequestHolds() {
        assertThat(new Signer().replay()).returns("OK", Replay.Outcome::code).returns("hello", Replay.Outcome::body);
        assertThat(new Signer().replayPresigned().code()).isEqualTo("OK");
    }

    @Test
    void outcomeTellsHowTheRequestWasSigned() {
        assertThat(new Signer().field("x-amz-meta-a", "1").replay().authentication())
                .isInstanceOfSatisfying(Authentication.Verified.class, verified -> {
                    assertThat(verified.accessKeyId()).isEqualTo(Signer.KEY);
                    assertThat(verified.service()).isEqualTo("s3");
                    assertThat(verified.region()).isEqualTo("us-east-1");
                    assertThat(verified.type().conditionValue()).isEqualTo("REST-HEADER");
                    assertThat(verified.payload()).isEqualTo(PayloadMode.HASHED);
                    assertThat(verified.expires()).isEmpty();
                    assertThat(verified.ageInMillis(Signer.NOW.plusSeconds(2))).isEqualTo(2000);
                    assertThat(verified.ageInMillis(Signer.NOW.minusSeconds(2))).isZero();
                    assertThat(verified.signedHeaders())
                            .containsExactly("host", "x-amz-content-sha256", "x-amz-date", "x-amz-meta-a");
                });
        assertThat(new Signer().replayPresigned().authentication())
                .isInstanceOfSatisfying(Authentication.Verified.class, verified -> {
                    assertThat(verified.type().conditionValue()).isEqualTo("REST-QUERY-STRING");
                    assertThat(verified.payload()).isEqualTo(PayloadMode.UNSIGNED);
                    assertThat(verified.expires()).isEqualTo(Optional.of(Duration.ofMinutes(5)));
                });
    }

    @Test
    void requestWithoutAnySignatureIsAnonymous() {
        var request = "GET /sales/k?list-type=2 HTTP/1.1\r\nHost: h\r\n\r\n";
        var outcome = Replay.of(Hex.bytes(request), Signer.verifier(), "s3");
        assertThat(outcome.authentication()).isEqualTo(new Authentication.Anonymous());
    }

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({"0, OK", "900, OK", "-900, OK", "901, RequestTimeTooSkewed", "-901, RequestTimeTooSkewed"})
    void clockOfTheClientMayBeFifteenMinutesOff(int seconds, String expected) {
        var outcome = Replay.of(new Signer().header(), at(Signer.NOW.plusSeconds(seconds)), "s3");
        assertThat(outcome.code()).isEqualTo(expected);
    }

    @Test
    void skewedRequestIsToldBothTimes() {
        var outcome = Replay.of(new Signer().header(), at(Signer.NOW.plusSeconds(1000)), "s3");
        assertThat(outcome.refusal().details())
                .containsEntry("RequestTime", "20261121T120000Z")
                .containsEntry("ServerTime", "2026-11-21T12:16:40Z")
                .containsEntry("MaxAllowedSkewMilliseconds", "900000");
    }

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({
        "0, OK",
        "300, OK",
        "301, Request has expired",
        "-900, OK",
        "-901, Request is not yet valid",
    })
    void presignedRequestHoldsUntilItExpires(int seconds, String expected) {
        var outcome = Replay.of(new Signer().presigned(), at(Signer.NOW.plusSeconds(seconds)), "s3");
        assertThat(outcome.accepted() ? "OK" : outcome.message()).isEqualTo(expected);
        assertThat(outcome.code()).isIn("OK", "AccessDenied");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1, OK",
        "604800, OK",
        "604801, AuthorizationQueryParametersError",
        "0, AuthorizationQueryParametersError",
        "-1, AuthorizationQueryParametersError",
        "1e3, AuthorizationQueryParametersError",
        "'', AuthorizationQueryParametersError",
        "99999999999999999999, AuthorizationQueryParametersError",
    })
    void presignedRequestIsValidForAWeekAtMost(String expires, String expected) {
        assertThat(new Signer().expires(expires).replayPresigned().code()).isEqualTo(expected);
    }

    @Test
    void unknownKeyIsRefused() {
        assertThat(new Signer().key("AKIAUNKNOWN").replay().code()).isEqualTo("InvalidAccessKeyId");
        assertThat(new Signer().key("AKIAUNKNOWN").replayPresigned().code()).isEqualTo("InvalidAccessKeyId");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "the/token+of=the session, OK",
        "the/token+of=the sessioN, InvalidToken",
        "'', InvalidToken",
        "none, InvalidAccessKeyId",
    })
    void keyOfASessionNeedsItsToken(String token, String expected) {
        var signer = new Signer().key(Signer.SESSION_KEY);
        if (!token.equals("none")) {
            signer.field("x-amz-security-token", token);
        }
        assertThat(signer.replay().code()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({"59, OK", "60, ExpiredToken"})
    void sessionEnds(int seconds, String expected) {
        var signer = new Signer().key(Signer.SESSION_KEY).field("x-amz-security-token", Signer.TOKEN);
        assertThat(Replay.of(signer.header(), at(Signer.NOW.plusSeconds(seconds)), "s3")
                        .code())
                .isEqualTo(expected);
        var presigned = new Signer().key(Signer.SESSION_KEY).presigned();
        assertThat(Replay.of(presigned, at(Signer.NOW.plusSeconds(seconds)), "s3")
                        .code())
                .isEqualTo(expected);
    }

    @Test
    void tokenWithALongLivedKeyIsRefused() {
        assertThat(new Signer()
                        .field("x-amz-security-token", Signer.TOKEN)
                        .replay()
                        .code())
                .isEqualTo("InvalidToken");
    }

    @Test
    void tokenInHeaderAndQueryIsRefused() {
        var signer = new Signer().key(Signer.SESSION_KEY).field("x-amz-security-token", Signer.TOKEN);
        assertThat(signer.replayPresigned().code()).isEqualTo("InvalidRequest");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=%s",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s, Signature=%s, Signature=%3$s",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s, Signature=%s, Extra=1",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s, Signature=%s,",
                "AWS4-HMAC-SHA256 Credential=KEY, SignedHeaders=%2$s, Signature=%3$s",
                "AWS4-HMAC-SHA256 Credential=/20261121/us-east-1/s3/aws4_request, SignedHeaders=%2$s, Signature=%3$s",
                "AWS4-HMAC-SHA256 Credential=a/%s, SignedHeaders=%s, Signature=%s",
                "AWS4-HMAC-SHA256 Credential=%s/x, SignedHeaders=%s, Signature=%s",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s;host, Signature=%s",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=;%s, Signature=%s",
                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=Host;%s, Signature=%s",
            })
    void malformedAuthorizationIsRefused(String authorization) {
        assertThat(code(new Signer().header(authorization))).isEqualTo("AuthorizationHeaderMalformed");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s",
                "AWS4-HMAC-SHA256 Signature=%3$s,  Credential=%1$s , SignedHeaders=%2$s",
            })
    void componentsMayComeInAnyOrderAndWithoutSpaces(String authorization) {
        assertThat(code(new Signer().header(authorization))).isEqualTo("OK");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "AWS AKIA:c2ln, InvalidRequest",
        "AWS4-ECDSA-P256-SHA256 Credential=x, InvalidRequest",
        "AWS4-HMAC-SHA256X Credential=x, InvalidRequest",
        "Basic YTpi, InvalidArgument",
        "Bearer abc, InvalidArgument",
    })
    void otherMechanismsAreRefused(String authorization, String expected) {
        assertThat(code(new Signer().header(authorization))).isEqualTo(expected);
    }

    @Test
    void scopeMustBeOfThisRegionServiceAndDay() {
        assertThat(new Signer().region("eu-west-1").replay())
                .returns("AuthorizationHeaderMalformed", Replay.Outcome::code)
                .returns(
                        "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-1'",
                        Replay.Outcome::message)
                .satisfies(outcome -> assertThat(outcome.refusal().details()).containsEntry("Region", "us-east-1"));
        assertThat(new Signer().service("sts").replay().code()).isEqualTo("AuthorizationHeaderMalformed");
        assertThat(new Signer().scopeDate("20261120").replay().code()).isEqualTo("AuthorizationHeaderMalformed");
        assertThat(new Signer().region("eu-west-1").replayPresigned().code())
                .isEqualTo("AuthorizationQueryParametersError");
        assertThat(new Signer().service("sts").replayPresigned().code()).isEqualTo("AuthorizationQueryParametersError");
        assertThat(new Signer().scopeDate("20261120").replayPresigned().code())
                .isEqualTo("AuthorizationQueryParametersError");
    }

    @Test
    void serviceIsTheOneTheRequestIsAddressedTo() {
        var request = new Signer().service("s3-object-lambda").header();
        assertThat(Replay.of(request, Signer.verifier(), "s3-object-lambda").code())
                .isEqualTo("OK");
        assertThat(code(request)).isEqualTo("AuthorizationHeaderMalformed");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"x-amz-meta-a: 1", "X-Amz-Acl: public-read", "x-amz-tagging: a=b", "x-amz-security-token: t"})
    void unsignedAmazonHeadersAreRefused(String line) {
        assertThat(new Signer().unsigned(line).replay())
                .returns("AccessDenied", Replay.Outcome::code)
                .returns("There were headers present in the request which were not signed", Replay.Outcome::message);
        assertThat(new Signer().unsigned(line).replayPresigned().code()).isEqualTo("AccessDenied");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Content-Type: text/csv", "Range: bytes=0-1", "X-Amzn-Trace-Id: 1", "User-Agent: x"})
    void otherUnsignedHeadersAreNot(String line) {
        assertThat(new Signer().unsigned(line).replay().code()).isEqualTo("OK");
        assertThat(new Signer().unsigned(line).replayPresigned().code()).isEqualTo("OK");
    }

    @Test
    void hostMustBeSigned() {
        assertThat(new Signer().without("host").replay().refusal().details()).containsEntry("HeadersNotSigned", "host");
    }

    @Test
    void signedHeaderThatDidNotArriveIsRefused() {
        var request = new String(new Signer().field("x-empty", "").header(), StandardCharsets.ISO_8859_1);
        assertThat(code(Hex.bytes(request))).isEqualTo("OK");
        assertThat(code(Hex.bytes(request.replace("x-empty: \r\n", "")))).isEqualTo("SignatureDoesNotMatch");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"x-amz-date: 20261121T120000Z", "Authorization: x", "x-amz-content-sha256: UNSIGNED-PAYLOAD"})
    void secondFieldThatCountsIsRefused(String line) {
        assertThat(new Signer().unsigned(line).replay().code()).isEqualTo("InvalidRequest");
    }

    @Test
    void metadataMayComeTwiceAndIsSignedAsAList() {
        var request = new String(new Signer().field("x-amz-meta-a", "1,2").header(), StandardCharsets.ISO_8859_1);
        var split = request.replace("x-amz-meta-a: 1,2", "x-amz-meta-a: 1\r\nx-amz-meta-a: 2");
        assertThat(code(Hex.bytes(split))).isEqualTo("OK");
        assertThat(code(Hex.bytes(split.replace("a: 2", "a: 3")))).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void headerAndQueryAtOnceAreRefused() {
        var presigned = new String(new Signer().presigned(), StandardCharsets.ISO_8859_1);
        var both = presigned.replace("host: localhost\r\n", "host: localhost\r\nAuthorization: AWS4-HMAC-SHA256 x\r\n");
        assertThat(code(Hex.bytes(both))).isEqualTo("InvalidArgument");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "X-Amz-Signature=0, AuthorizationQueryParametersError",
        "X-Amz-Credential=a, AuthorizationQueryParametersError",
        "X-Amz-Security-Token=t, AuthorizationQueryParametersError",
        "AWSAccessKeyId=a&Signature=b&Expires=1, InvalidRequest",
    })
    void requestThatIsSignedInPartIsNeverAnonymous(String query, String expected) {
        var request = "GET /sales/k?" + query + " HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(code(Hex.bytes(request))).isEqualTo(expected);
    }

    @Test
    void parameterOfTheSignatureMayComeOnce() {
        assertThat(new Signer().query("a=1").replayPresigned().code()).isEqualTo("OK");
        var request = new String(new Signer().presigned(), StandardCharsets.ISO_8859_1)
                .replace(" HTTP/1.1", "&X-Amz-Expires=604800 HTTP/1.1");
        assertThat(code(Hex.bytes(request))).isEqualTo("AuthorizationQueryParametersError");
    }

    @Test
    void s3NeedsTheHashHeaderAndStsDoesNot() {
        var missing = new Signer().service("sts").method("POST").path("/").header();
        assertThat(Replay.of(missing, Signer.verifier(), "sts").code()).isEqualTo("OK");
        var request = new String(new Signer().header(), StandardCharsets.ISO_8859_1);
        var without = request.replaceFirst("x-amz-content-sha256: [0-9a-f]+\r\n", "");
        assertThat(Replay.of(Hex.bytes(without), Signer.verifier(), "s3"))
                .returns("InvalidRequest", Replay.Outcome::code)
                .returns("Missing required header for this request: x-amz-content-sha256", Replay.Outcome::message);
    }

    @Test
    void impliedHashCoversTheBody() {
        var request = new Signer().service("sts").method("POST").path("/").header();
        request[request.length - 1] ^= 1;
        assertThat(Replay.of(request, Signer.verifier(), "sts").code()).isEqualTo("SignatureDoesNotMatch");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "UNSIGNED",
                "unsigned-payload",
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
            })
    void unknownHashHeaderIsRefused(String value) {
        assertThat(new Signer().payload(value).replay().code()).isEqualTo("InvalidArgument");
    }

    @Test
    void hashOfPresignedRequestMayBeSignedToo() {
        var hash = Signer.hash(Hex.bytes("hello"));
        assertThat(new Signer()
                        .payload(hash)
                        .query("X-Amz-Content-Sha256=" + hash)
                        .replayPresigned()
                        .code())
                .isEqualTo("OK");
        var other = Signer.hash(Hex.bytes("hellO"));
        assertThat(new Signer()
                        .payload(other)
                        .query("X-Amz-Content-Sha256=" + other)
                        .replayPresigned()
                        .code())
                .isEqualTo("XAmzContentSHA256Mismatch");
    }

    @Test
    void slashesThatTheSdkEncodesAfterSigningHoldAndNoOtherEncodingDoes() {
        var request = new String(new Signer().path("/sales/a//b").header(), StandardCharsets.ISO_8859_1);
        assertThat(code(Hex.bytes(request.replace("/a//b", "/a/%2Fb")))).isEqualTo("OK");
        assertThat(code(Hex.bytes(request.replace("/a//b", "/a/%2fb")))).isEqualTo("SignatureDoesNotMatch");
        assertThat(code(Hex.bytes(request.replace("/a//b", "/a%2F/b")))).isEqualTo("SignatureDoesNotMatch");
        assertThat(code(Hex.bytes(request.replace("/a//b", "%2Fa//b")))).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void mismatchIsExplainedWithoutTheToken() {
        var signer = new Signer().key(Signer.SESSION_KEY).field("x-amz-security-token", Signer.TOKEN);
        var request = signer.header();
        request[5] = '!';
        var refusal = Replay.of(request, Signer.verifier(), "s3").refusal();
        assertThat(refusal.details())
                .containsEntry("AWSAccessKeyId", Signer.SESSION_KEY)
                .containsEntry("SignatureProvided", signer.signature())
                .containsKeys("StringToSign", "CanonicalRequest");
        assertThat(refusal.details().toString() + refusal.getMessage())
                .doesNotContain(Signer.TOKEN)
                .doesNotContain(Signer.SECRET);
        var presigned = new Signer().key(Signer.SESSION_KEY).presigned();
        presigned[5] = '!';
        assertThat(Replay.of(presigned, Signer.verifier(), "s3")
                        .refusal()
                        .details()
                        .toString())
                .contains("CanonicalRequest")
                .doesNotContain("token%2Bof");
    }

    @Test
    void signingKeysAreKeptAndBounded() {
        var keys = new SigningKeys();
        var scope = new CredentialScope("20261121", "us-east-1", "s3");
        assertThat(keys.get(Signer.SECRET, scope)).isSameAs(keys.get(Signer.SECRET, scope));
        for (var i = 0; i < 10_000; i++) {
            keys.get(Signer.SECRET, new CredentialScope("day" + i, "us-east-1", "s3"));
        }
        assertThat(keys.size()).isLessThanOrEqualTo(4096);
        assertThat(keys.get(Signer.SECRET, scope)).isNotSameAs(keys.get("another", scope));
    }
}
