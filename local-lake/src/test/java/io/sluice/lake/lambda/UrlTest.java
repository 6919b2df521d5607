package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;

/** Function URLs: who may come in, what the function gets, and what becomes of its answer. */
class UrlTest {
    private static final AwsCredentials READER = AwsBasicCredentials.create("AKIAREADER0000000000", "reader-of-tests");
    private static final AwsCredentials HALF = AwsBasicCredentials.create("AKIAHALF000000000000", "half-of-tests");
    private static final String PEOPLE = """
            [{"arn":"arn:aws:iam::111122223333:user/reader","accessKeyId":"AKIAREADER0000000000",
              "secretAccessKey":"reader-of-tests","policies":[{"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"lambda:InvokeFunctionUrl","Resource":"arn:aws:lambda:*:*:function:page",
                 "Condition":{"StringEquals":{"lambda:FunctionUrlAuthType":"AWS_IAM"}}},
                {"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:*:*:function:page",
                 "Condition":{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}}]}]},
             {"arn":"arn:aws:iam::111122223333:user/half","accessKeyId":"AKIAHALF000000000000",
              "secretAccessKey":"half-of-tests","policies":[{"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"lambda:InvokeFunctionUrl","Resource":"*"}]}]}]""";

    @TempDir
    static Path folder;

    private static LambdaLake lake;
    private static SdkHttpClient http;
    private static SdkHttpClient proxied;
    private static String page;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, LambdaOptions.DEFAULT, PEOPLE);
        http = ApacheHttpClient.create();
        proxied = ApacheHttpClient.builder()
                .proxyConfiguration(
                        ProxyConfiguration.builder().endpoint(lake.endpoint()).build())
                .build();
        page = url("page", FunctionUrlAuthType.AWS_IAM, InvokeMode.BUFFERED);
    }

    @AfterAll
    static void stop() {
        http.close();
        proxied.close();
        lake.close();
    }

    /** The id of a new function's URL. */
    private static String url(String function, FunctionUrlAuthType auth, InvokeMode mode) {
        lake.create(function);
        var made = lake.client()
                .createFunctionUrlConfig(
                        create -> create.functionName(function).authType(auth).invokeMode(mode));
        return URI.create(made.functionUrl()).getHost().split("\\.", 2)[0];
    }

    private record Answered(SdkHttpResponse head, SdkBytes body) {
        int status() {
            return head.statusCode();
        }

        String text() {
            return body.asUtf8String();
        }
    }

    private static URI path(String id, String rest) {
        return URI.create(lake.endpoint() + "/lambda-url/" + id + rest);
    }

    private static SdkHttpRequest request(URI uri) {
        return SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(uri)
                .putHeader("Content-Type", "application/json")
                .build();
    }

    private static Answered signed(SdkHttpClient client, URI uri, AwsCredentials credentials, String body)
            throws IOException {
        var payload = ContentStreamProvider.fromUtf8String(body);
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request(uri))
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        return send(client, signed.request(), body);
    }

    private static Answered send(SdkHttpClient client, SdkHttpRequest request, String body) throws IOException {
        var sent = client.prepareRequest(HttpExecuteRequest.builder()
                        .request(SdkHttpFullRequest.builder()
                                .method(request.method())
                                .uri(request.getUri())
                                .headers(request.headers())
                                .putHeader("Content-Length", Integer.toString(body.length()))
                                .build())
                        .contentStreamProvider(ContentStreamProvider.fromUtf8String(body))
                        .build())
                .call();
        try (InputStream in =
                sent.responseBody().map(each -> (InputStream) each).orElse(InputStream.nullInputStream())) {
            return new Answered(sent.httpResponse(), SdkBytes.fromInputStream(in));
        }
    }

    @Test
    void functionGetsTheRequestAndWhoSentIt() throws IOException {
        var answer = signed(http, path(page, "/views/a%20b?x=1&x=2"), READER, "{\"do\":\"whole\"}");

        assertThat(answer.status()).isEqualTo(200);
        var event = new JsonMapper().readTree(answer.text());
        assertThat(event.at("/version").asText()).isEqualTo("2.0");
        assertThat(event.at("/rawPath").asText()).isEqualTo("/views/a%20b");
        assertThat(event.at("/rawQueryString").asText()).isEqualTo("x=1&x=2");
        assertThat(event.at("/queryStringParameters/x").asText()).isEqualTo("1,2");
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
        assertThat(event.at("/requestContext/authorizer/iam/userArn").asText())
                .isEqualTo("arn:aws:iam::111122223333:user/reader");
        assertThat(event.at("/requestContext/authorizer/iam/accessKey").asText())
                .isEqualTo("AKIAREADER0000000000");
        assertThat(event.at("/isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.at("/headers").has("authorization")).isFalse();
    }

    @Test
    void urlIsReachedByItsNameThroughTheProxy() throws IOException {
        var uri = URI.create("http://" + page + ".lambda-url.us-east-1.on.aws/x");

        assertThat(signed(proxied, uri, READER, "{\"do\":\"whole\"}").text()).contains("\"rawPath\":\"/x\"");
    }

    @Test
    void whoeverMayNotIsForbidden() throws IOException {
        assertThat(send(http, request(path(page, "/")), "{}").status()).isEqualTo(403);
        assertThat(signed(http, path(page, "/"), HALF, "{}").status()).isEqualTo(403);
        assertThat(signed(http, path(page, "/"), AwsBasicCredentials.create("AKIAREADER0000000000", "wrong"), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(signed(http, path("0123456789abcdefghij", "/"), lake.administrator(), "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void answerOfTheFunctionBecomesHttp() throws IOException {
        var wanted =
                "{\\\"statusCode\\\":418,\\\"headers\\\":{\\\"X-Shelf\\\":\\\"7\\\"},\\\"cookies\\\":[\\\"a=1\\\",\\\"b=2\\\"],"
                        + "\\\"body\\\":\\\"aGk=\\\",\\\"isBase64Encoded\\\":true}";

        var answer = signed(http, path(page, "/"), READER, "{\"do\":\"raw\",\"text\":\"" + wanted + "\"}");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.head().firstMatchingHeader("X-Shelf")).contains("7");
        assertThat(answer.head().matchingHeaders("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void failureOfTheFunctionIsTheServersAndTellsNothing() throws IOException {
        var answer = signed(http, path(page, "/"), READER, "{\"do\":\"error\"}");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).isEqualTo("Internal Server Error");
    }

    @Test
    void urlWithoutAuthenticationNeedsTheFunctionsPermission() throws IOException {
        var open = url("public-page", FunctionUrlAuthType.NONE, InvokeMode.BUFFERED);
        assertThat(send(http, request(path(open, "/")), "{}").status()).isEqualTo(403);

        for (var action : new String[] {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}) {
            assertThat(send(http, request(path(open, "/")), "{}").status()).isEqualTo(403);
            lake.client()
                    .addPermission(add -> add.functionName("public-page")
                            .statementId(action.replace(':', '-'))
                            .principal("*")
                            .action(action)
                            .functionUrlAuthType(action.endsWith("Url") ? FunctionUrlAuthType.NONE : null)
                            .invokedViaFunctionUrl(action.endsWith("Url") ? null : true));
        }

        assertThat(send(http, request(path(open, "/")), "{}").status()).isEqualTo(200);
    }

    @Test
    void streamedAnswerMayBeLargerThanABufferedOne() throws IOException {
        var stream = url("stream", FunctionUrlAuthType.AWS_IAM, InvokeMode.RESPONSE_STREAM);

        var answer = signed(
                http,
                path(stream, "/"),
                lake.administrator(),
                "{\"do\":\"stream\",\"bytes\":9000000,\"prelude\":{\"statusCode\":206,\"headers\":{\"x-part\":\"1\"}}}");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.head().firstMatchingHeader("x-part")).contains("1");
        assertThat(answer.text()).hasSize(9_000_000);
        assertThat(LambdaLake.text(lake.invoke("stream", "1"))).isEqualTo("1");
    }
}
