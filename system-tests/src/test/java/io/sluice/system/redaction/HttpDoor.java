package io.sluice.system.redaction;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Plain HTTP at a function URL with IAM's authentication.
 *
 * @param view where the view is, {@code http://…/views/data-shield}
 */
record HttpDoor(SdkHttpClient http, AwsCredentials who, URI view, String name) implements Door {
    @Override
    public Reply get(Ask ask) {
        return send(SdkHttpMethod.GET, ask);
    }

    @Override
    public Reply head(Ask ask) {
        return send(SdkHttpMethod.HEAD, ask);
    }

    private Reply send(SdkHttpMethod method, Ask ask) {
        var request = SdkHttpRequest.builder()
                .method(method)
                .uri(URI.create(view + "/" + encoded(ask.key()).replace("%2F", "/")));
        ask.headers().forEach(request::putHeader);
        ask.part().ifPresent(part -> request.putRawQueryParameter("partNumber", Integer.toString(part)));
        ask.version().ifPresent(id -> request.putRawQueryParameter("versionId", id));
        return send(request);
    }

    @Override
    public Reply list(Map<String, String> parameters) {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(view);
        parameters.forEach(request::putRawQueryParameter);
        return send(request);
    }

    @Override
    public List<String> keys(Map<String, String> parameters) {
        try {
            var keys = new ArrayList<String>();
            new ObjectMapper()
                    .readTree(list(parameters).body())
                    .path("keys")
                    .forEach(each -> keys.add(each.path("key").textValue()));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tag of the door's own, which is not the stored one. */
    @Override
    public String tag(String key, String stored) {
        return head(Ask.of(key)).header("etag").orElseThrow();
    }

    private Reply send(SdkHttpRequest.Builder request) {
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(who)
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        try {
            var response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .build())
                    .call();
            var headers = new TreeMap<String, String>();
            response.httpResponse()
                    .forEachHeader(
                            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            try (var body = response.responseBody().orElseGet(() -> AbortableInputStream.create(nothing()))) {
                return Reply.of(response.httpResponse().statusCode(), headers, body.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream nothing() {
        return InputStream.nullInputStream();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public void close() {
        // The connections are the lake's.
    }

    @Override
    public String toString() {
        return name;
    }
}
