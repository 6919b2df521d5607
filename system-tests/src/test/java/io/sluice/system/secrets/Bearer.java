package io.sluice.system.secrets;

import io.sluice.system.DemoProcess;
import io.sluice.system.DemoProcess.Service;
import io.sluice.system.signin.CodeFlow;
import io.sluice.system.signin.UserAgent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Who shows tokens and presigned links where they belong, and where they do not. */
final class Bearer {
    private static final List<String> TOKENS = List.of("access token", "id token", "refresh token");

    private final DemoProcess demo;
    private final HttpClient client;
    private final Traces traces;

    Bearer(DemoProcess demo, HttpClient client, Traces traces) {
        this.demo = demo;
        this.client = client;
        this.traces = traces;
    }

    void pass() throws Exception {
        fetchTokens("sam.sales");
        for (var token : TOKENS) {
            show(traces.value(token));
        }
        presigned();
    }

    /** The code is shown twice. */
    private void fetchTokens(String person) throws Exception {
        var issuer = demo.address(Service.PROVIDER);
        try (var agent = new UserAgent(issuer)) {
            var redirect = URI.create(demo.address(Service.BROKER) + "/signed-in");
            var flow = CodeFlow.broker(issuer, redirect, traces.value("client secret"));
            var code = flow.code(agent, person, traces.value("password"));
            traces.secret("another authorization code", code);
            var tokens =
                    flow.exchange(code, flow.verifier()).toSuccessResponse().toJSONObject();
            for (var name : TOKENS) {
                traces.secret(name, tokens.getAsString(name.replace(' ', '_')));
            }
            flow.exchange(code, flow.verifier());
        }
    }

    private void show(String token) throws Exception {
        var redaction = demo.address(Service.REDACTION);
        var broker = demo.address(Service.BROKER);
        get(redaction.resolve("/views/data-shield"), "Authorization", "Bearer " + token);
        get(redaction.resolve("/views/none"), "Authorization", "Bearer x" + token);
        get(broker.resolve("/api/access"), "Authorization", "Bearer " + token + "x");
        get(broker.resolve("/?access_token=" + token), "Accept", "text/html");
        var asking = "/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=s"
                + "&RoleArn=arn:aws:iam::111122223333:role/ShopFast-Sales&WebIdentityToken=";
        get(demo.address(Service.LAKE).resolve(asking + token), "Accept", "*/*");
    }

    private void get(URI address, String field, String value) throws Exception {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header(field, value)
                .build();
        traces.page(client.send(request, BodyHandlers.ofString()).body());
    }

    /** A link that holds, and two that do not: a refusal tells what was signed. */
    private void presigned() throws Exception {
        var link = link();
        traces.secret("presigned signature", link.replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
        get(URI.create(link), "Accept", "*/*");
        var other = URI.create(link.replace("user_list", "other"));
        get(other, "x-amz-security-token", traces.value("vended session token"));
        get(URI.create(link.replace("Expires=300", "Expires=x")), "Accept", "*/*");
    }

    private String link() throws IOException {
        var keys = AwsBasicCredentials.create(
                demo.shown("AWS_ACCESS_KEY_ID=(\\S+)"), traces.value("administrator's secret key"));
        try (var presigner = S3Presigner.builder()
                .endpointOverride(demo.address(Service.LAKE))
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .build()) {
            return presigner
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket(Day.BUCKET).key("users/user_list")))
                    .url()
                    .toString();
        }
    }
}
