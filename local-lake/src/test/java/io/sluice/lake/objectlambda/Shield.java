package io.sluice.lake.objectlambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.iam.NamedPolicy;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.WriteGetObjectResponseRequest;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.ObjectLambdaConfiguration;
import software.amazon.awssdk.services.s3control.model.ObjectLambdaTransformationConfiguration;

/**
 * A lake with a bucket, an access point before it and an Object Lambda access point before that, whose function is a method of the test:
 * it is invoked in this process, and reads and writes over the wire as a function does.
 */
final class Shield implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String BUCKET = "raw-events";
    static final String BEHIND = "arn:aws:s3:us-east-1:" + ACCOUNT + ":accesspoint/behind";
    static final String ARN = "arn:aws:s3-object-lambda:us-east-1:" + ACCOUNT + ":accesspoint/shield";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:redaction";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VIA =
            "\"Condition\":{\"ForAnyValue:StringEquals\":{\"aws:CalledVia\":\"s3-object-lambda.amazonaws.com\"}}";
    private static final String ON_SHIELD = statement("s3-object-lambda:*", ARN, "");
    private static final String INVOKE = statement("lambda:InvokeFunction", FUNCTION, VIA);
    private static final String READ = statement("s3:*", BEHIND + "\",\"" + BEHIND + "/object/*", VIA);

    final LocalLake lake;
    final SdkHttpClient http = ApacheHttpClient.builder()
            .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()})
            .build();
    final HttpClient plain = HttpClient.newHttpClient();
    final S3Client administrator;
    final S3ControlClient control;
    private final AtomicInteger invocations = new AtomicInteger();
    private volatile Function function = _ -> new Outcome.Returned("{}");
    private volatile Optional<NamedPolicy> functionPolicy = Optional.empty();

    /** What runs for an event. */
    interface Function {
        Outcome run(JsonNode event) throws Exception;
    }

    Shield(Path folder, Duration limit) {
        try {
            lake = LocalLake.builder()
                    .data(folder.resolve("data"))
                    .principals(Files.writeString(folder.resolve("principals.json"), principals()))
                    .objectLambdaLimit(limit)
                    .invoker(new InProcess())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                lake.administrator().accessKeyId(), lake.administrator().secretAccessKey()));
        administrator = client(keys);
        control = S3ControlClient.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(keys)
                .build();
        layOut();
    }

    private void layOut() {
        administrator.createBucket(create -> create.bucket(BUCKET));
        administrator.putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*",
                 "Resource":["arn:aws:s3:::raw-events","arn:aws:s3:::raw-events/*"],
                 "Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111122223333"}}}]}"""));
        control.createAccessPoint(
                create -> create.accountId(ACCOUNT).name("behind").bucket(BUCKET));
        control.createAccessPointForObjectLambda(create -> create.accountId(ACCOUNT)
                .name("shield")
                .configuration(configuration(List.of(), "GetObject", "HeadObject", "ListObjects", "ListObjectsV2")));
    }

    /** Everything on the function, but what the caller leaves out. */
    static ObjectLambdaConfiguration configuration(List<String> features, String... actions) {
        return ObjectLambdaConfiguration.builder()
                .supportingAccessPoint(BEHIND)
                .allowedFeaturesWithStrings(features)
                .transformationConfigurations(ObjectLambdaTransformationConfiguration.builder()
                        .actionsWithStrings(actions)
                        .contentTransformation(content -> content.awsLambda(
                                lambda -> lambda.functionArn(FUNCTION).functionPayload("the payload")))
                        .build())
                .build();
    }

    void configure(List<String> features, String... actions) {
        control.putAccessPointConfigurationForObjectLambda(
                put -> put.accountId(ACCOUNT).name("shield").configuration(configuration(features, actions)));
    }

    /** Users who may everything that the path through the shield takes, and neighbours who lack one part of it. */
    private static String principals() {
        return "["
                + String.join(
                        ",",
                        user(ACCOUNT, "reader", ON_SHIELD, INVOKE, READ),
                        user(ACCOUNT, "without-shield", INVOKE, READ),
                        user(ACCOUNT, "without-invoke", ON_SHIELD, READ),
                        user(ACCOUNT, "without-read", ON_SHIELD, INVOKE),
                        user(ACCOUNT, "function", statement("s3-object-lambda:WriteGetObjectResponse", "*", "")),
                        user(ACCOUNT, "no-function", READ),
                        user("444455556666", "other-function", statement("*", "*", "")))
                + "]";
    }

    private static String user(String account, String name, String... statements) {
        return "{\"arn\":\"arn:aws:iam::" + account + ":user/" + name + "\",\"accessKeyId\":\"" + key(name)
                + "\",\"secretAccessKey\":\"secret-of-" + name
                + "\",\"policies\":[{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements)
                + "]}]}";
    }

    private static String statement(String action, String resources, String condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":[\"" + resources + "\"]"
                + (condition.isEmpty() ? "" : "," + condition) + "}";
    }

    private static String key(String name) {
        return "AKIA" + name.replace("-", "_").toUpperCase(Locale.ROOT);
    }

    S3Client as(String user) {
        return client(StaticCredentialsProvider.create(AwsBasicCredentials.create(key(user), "secret-of-" + user)));
    }

    private S3Client client(StaticCredentialsProvider keys) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(keys)
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    void put(String key, String body) {
        administrator.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(body));
    }

    /** From now on this runs. */
    void function(Function next) {
        function = next;
        invocations.set(0);
    }

    void functionPolicy(Optional<NamedPolicy> policy) {
        functionPolicy = policy;
    }

    int invocations() {
        return invocations.get();
    }

    /** Reads what the event says and writes it in capitals, as a function would. */
    Outcome capitals(JsonNode event) throws Exception {
        var read = fetch(event, replay(event));
        if (read.statusCode() != 200) {
            write(
                    event,
                    answer -> answer.statusCode(read.statusCode())
                            .errorCode("Failed")
                            .errorMessage("not read"));
        } else {
            write(event, answer -> answer.contentType("text/plain"), read.body().toUpperCase(Locale.ROOT));
        }
        return new Outcome.Returned("null");
    }

    /** The signed headers of the URL, from the caller's own, which a function has to send. */
    private static String[] replay(JsonNode event) {
        var url = event.findValue("inputS3Url").textValue();
        var signed = url.replaceFirst(".*X-Amz-SignedHeaders=([^&]*).*", "$1").split("%3B", -1);
        var all = new ArrayList<String>();
        event.at("/userRequest/headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("host")
                        && List.of(signed).contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header ->
                        all.addAll(List.of(header.getKey(), header.getValue().textValue())));
        return all.toArray(String[]::new);
    }

    HttpResponse<String> fetch(JsonNode event, String... headers) throws IOException, InterruptedException {
        return fetch(event.findValue("inputS3Url").textValue(), "GET", headers);
    }

    HttpResponse<String> fetch(String url, String method, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    void write(JsonNode event, Consumer<WriteGetObjectResponseRequest.Builder> answer) {
        write(event, answer, "");
    }

    void write(JsonNode event, Consumer<WriteGetObjectResponseRequest.Builder> answer, String body) {
        writeAs("function", event, answer, RequestBody.fromString(body));
    }

    void writeAs(
            String user, JsonNode event, Consumer<WriteGetObjectResponseRequest.Builder> answer, RequestBody body) {
        try (var client = as(user)) {
            var request = WriteGetObjectResponseRequest.builder()
                    .requestRoute(event.findValue("outputRoute").textValue())
                    .requestToken(event.findValue("outputToken").textValue());
            answer.accept(request);
            client.writeGetObjectResponse(request.build(), body);
        }
    }

    /** Writes without hashing first, as a function does by TLS, where nothing need be kept to be sent. */
    HttpResponse<String> stream(JsonNode event, InputStream body, long length)
            throws IOException, InterruptedException {
        var port = lake.endpoint().getPort();
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(key("function"), "secret-of-function"))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("https://localhost:" + port + "/WriteGetObjectResponse"))
                                .putHeader(
                                        "x-amz-request-route",
                                        event.findValue("outputRoute").textValue())
                                .putHeader(
                                        "x-amz-request-token",
                                        event.findValue("outputToken").textValue())
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3-object-lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .request();
        var request = HttpRequest.newBuilder(URI.create(lake.endpoint() + "/WriteGetObjectResponse"))
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), length));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The refusal's code. */
    static String refusal(Runnable call) {
        return refused(call).awsErrorDetails().errorCode();
    }

    static AwsServiceException refused(Runnable call) {
        return Assertions.catchThrowableOfType(AwsServiceException.class, call::run);
    }

    @Override
    public void close() {
        administrator.close();
        control.close();
        http.close();
        plain.close();
        lake.close();
    }

    private final class InProcess implements Invoker {
        @Override
        public Outcome invoke(String functionArn, byte[] event, Instant deadline) {
            invocations.incrementAndGet();
            try {
                return function.run(JSON.readTree(event));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<NamedPolicy> policy(String functionArn) {
            return functionPolicy;
        }
    }
}
