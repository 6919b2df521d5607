package io.sluice.system.redaction;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.cli.FunctionZips;
import io.sluice.system.LakeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** The lake that a person starts, with the demo's catalogue, and the zip of redaction-service deployed in it. */
final class Lake implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String SHIELD = "arn:aws:s3-object-lambda:us-east-1:" + ACCOUNT + ":accesspoint/data-shield";
    static final String BEHIND = "arn:aws:s3:us-east-1:" + ACCOUNT + ":accesspoint/lambda-consumer";

    private static final Path ZIP = Path.of("..", "redaction-service", "target", "function.zip");

    private static final Path INVENTORY = Path.of("..", "inventory-consumer", "target", "function.zip");

    private final LakeProcess process;
    private final Path log;
    private final URI functionUrl;
    private final Path views;
    private final SdkHttpClient http = ApacheHttpClient.builder()
            .maxConnections(64)
            .socketTimeout(Duration.ofSeconds(90))
            .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()})
            .build();

    Lake(Path scratch) throws IOException, InterruptedException {
        process = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
        log = scratch.resolve("data/lambda/log");
        try (var lambda = lambda()) {
            var code = SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(ZIP));
            deploy(lambda, "redaction", "redactionFunctionRole", code, Map.of());
            views = Files.writeString(scratch.resolve("views.json"), views());
            deploy(
                    lambda,
                    "redaction-http",
                    "redactionServiceRole",
                    code,
                    Map.of(
                            "QUARKUS_LAMBDA_HANDLER", "http",
                            "SLUICE_REDACTION_VIEWS_FILE", views.toString(),
                            "QUARKUS_S3_PATH_STYLE_ACCESS", "true"));
            functionUrl = URI.create(lambda.getFunctionUrlConfig(get -> get.functionName("redaction-http"))
                    .functionUrl());
        }
    }

    /** Where there is no Object Lambda: the inventory function reads its view behind the function URL. */
    void deployInventory() throws IOException {
        var code = SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(INVENTORY));
        var views = "http://localhost:" + process.endpoint().getPort() + "/lambda-url/"
                + functionUrl.getHost().split("\\.", 2)[0] + "/views/";
        try (var lambda = lambda();
                var control = control()) {
            var bucket = control.getAccessPoint(get -> get.accountId(ACCOUNT).name("lambda-consumer"))
                    .alias();
            deploy(
                    lambda,
                    "inventory-consumer",
                    "inventoryConsumerRole",
                    code,
                    Map.of(
                            "SLUICE_INVENTORY_BUCKET",
                            bucket,
                            "SLUICE_INVENTORY_VIEW_URL",
                            views + "data-shield",
                            "QUARKUS_S3_PATH_STYLE_ACCESS",
                            "true"));
        }
    }

    /** Serves the view to these roles only, by HTTP. */
    void serveTo(String consumers) throws IOException {
        var views = Files.readString(this.views)
                .replaceFirst("\"consumers\":\\[[^]]*]", "\"consumers\":[" + consumers + "]");
        try (var lambda = lambda()) {
            lambda.updateFunctionConfiguration(update -> update.functionName("redaction-http")
                    .environment(environment -> environment.variables(Map.of(
                            "QUARKUS_LAMBDA_HANDLER",
                            "http",
                            "SLUICE_REDACTION_VIEWS",
                            views,
                            "QUARKUS_S3_PATH_STYLE_ACCESS",
                            "true"))));
        }
    }

    LambdaClient lambda() {
        return LambdaClient.builder()
                .httpClient(http)
                .endpointOverride(process.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(process.administrator()))
                .build();
    }

    private static void deploy(
            LambdaClient lambda, String name, String role, SdkBytes code, Map<String, String> variables)
            throws IOException {
        var runtime = FunctionZips.runtime(ZIP);
        lambda.createFunction(create -> create.functionName(name)
                .role("arn:aws:iam::" + ACCOUNT + ":role/" + role)
                .runtime(runtime)
                .handler("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest")
                .memorySize(512)
                .timeout(60)
                .environment(environment -> environment.variables(variables))
                .code(zip -> zip.zipFile(code)));
    }

    /** The view of the catalogue, with the alias of its access point: names below localhost do not resolve everywhere. */
    private String views() throws IOException {
        try (var control = control()) {
            var payload = control.getAccessPointConfigurationForObjectLambda(
                            get -> get.accountId(ACCOUNT).name("data-shield"))
                    .configuration()
                    .transformationConfigurations()
                    .getFirst()
                    .contentTransformation()
                    .awsLambda()
                    .functionPayload();
            var redactor = control.getAccessPoint(get -> get.accountId(ACCOUNT).name("redactor"));
            var view = (ObjectNode) new ObjectMapper().readTree(payload);
            return "[" + view.put("bucket", redactor.alias()) + "]";
        }
    }

    private S3ControlClient control() {
        return S3ControlClient.builder()
                .httpClient(http)
                .endpointOverride(process.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(process.administrator()))
                .build();
    }

    /** The view behind the function URL, as somebody. */
    HttpDoor byHttp(AwsCredentials who, String name) {
        return new HttpDoor(http, who, URI.create(functionUrl + "views/data-shield"), name);
    }

    /** What the functions said, for whoever asks why they did not answer. */
    String log() {
        try (var files = Files.list(log)) {
            var all = new StringBuilder();
            for (var file : files.sorted().toList()) {
                all.append(file).append('\n').append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    String bucket() {
        return process.bucket();
    }

    AwsCredentials administrator() {
        return process.administrator();
    }

    AwsCredentials role(String name) {
        return process.role(name);
    }

    /** A client that tries once, so that no failure is hidden. */
    S3Client client(AwsCredentials who) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(process.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(who))
                .overrideConfiguration(c -> c.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    /** The alias by which clients know the shield as a bucket. */
    String alias() {
        try (var control = control()) {
            return control.getAccessPointForObjectLambda(
                            get -> get.accountId(ACCOUNT).name("data-shield"))
                    .alias()
                    .value();
        }
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
