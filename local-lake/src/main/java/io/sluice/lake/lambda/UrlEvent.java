package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.principals.Identity;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request as the function gets it: payload format 2.0 of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">invoking Lambda function URLs</a>. What the caller signed with is
 * not in it.
 */
final class UrlEvent {
    private static final Set<String> NOT_TOLD =
            Set.of("authorization", "x-amz-security-token", "cookie", "proxy-authorization");
    private static final Pattern TEXT =
            Pattern.compile("text/.*|application/(json|xml|javascript)|application/.*\\+(json|xml)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/uuuu:HH:mm:ss xxxx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private UrlEvent() {}

    static byte[] of(UrlRequest request, String region) {
        var head = request.head();
        var json =
                Json.object().put("version", "2.0").put("routeKey", "$default").put("rawPath", request.rawPath());
        var query = withoutSignature(head.rawQuery());
        json.put("rawQueryString", query);
        head.headers().first("cookie").ifPresent(cookies -> {
            var all = json.putArray("cookies");
            for (var cookie : cookies.split(";\\s*", -1)) {
                all.add(cookie);
            }
        });
        headers(request, json.putObject("headers"));
        parameters(query, json);
        context(request, region, json.putObject("requestContext"));
        body(request, json);
        return Json.bytes(json);
    }

    private static void headers(UrlRequest request, ObjectNode json) {
        var headers = request.head().headers();
        for (var name : headers.names()) {
            if (!NOT_TOLD.contains(name)) {
                json.put(name, String.join(",", headers.all(name)));
            }
        }
        json.put("x-forwarded-for", request.head().remoteAddress())
                .put("x-forwarded-proto", request.head().secure() ? "https" : "http");
    }

    /** A presigned URL is as good as a password. */
    private static String withoutSignature(String rawQuery) {
        var kept = new StringBuilder();
        for (var pair : rawQuery.split("&", -1)) {
            if (!pair.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                kept.append(kept.isEmpty() ? "" : "&").append(pair);
            }
        }
        return kept.toString();
    }

    private static void parameters(String query, ObjectNode json) {
        if (query.isEmpty()) {
            return;
        }
        var all = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            all.merge(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)), (one, more) -> one + "," + more);
        }
        var parameters = json.putObject("queryStringParameters");
        all.forEach(parameters::put);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static void context(UrlRequest request, String region, ObjectNode json) {
        var account =
                request.signer().map(signer -> signer.principal().account()).orElse("anonymous");
        json.put("accountId", account).put("apiId", request.urlId());
        request.signer()
                .ifPresent(signer -> iam(signer, json.putObject("authorizer").putObject("iam")));
        json.put("domainName", request.urlId() + ".lambda-url." + region + ".on.aws")
                .put("domainPrefix", request.urlId());
        json.putObject("http")
                .put("method", request.head().method())
                .put("path", request.rawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", request.head().remoteAddress())
                .put("userAgent", request.head().headers().first("user-agent").orElse(""));
        json.put("requestId", request.requestId())
                .put("routeKey", "$default")
                .put("stage", "$default")
                .put("time", TIME.format(request.time()))
                .put("timeEpoch", request.time().toEpochMilli());
    }

    private static void iam(Identity signer, ObjectNode json) {
        var principal = signer.principal();
        json.put("accessKey", signer.accessKeyId())
                .put("accountId", principal.account())
                .put("callerId", principal.uniqueId())
                .putNull("cognitoIdentity")
                .putNull("principalOrgId")
                .put("userArn", principal.arn())
                .put("userId", principal.uniqueId());
    }

    private static void body(UrlRequest request, ObjectNode json) {
        if (request.body().length() == 0) {
            json.put("isBase64Encoded", false);
            return;
        }
        var bytes = request.body().bytes();
        var text = text(request.head().headers().first("content-type").orElse(""), bytes);
        json.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(bytes)))
                .put("isBase64Encoded", text.isEmpty());
    }

    private static Optional<String> text(String contentType, byte[] bytes) {
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!TEXT.matcher(type).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
