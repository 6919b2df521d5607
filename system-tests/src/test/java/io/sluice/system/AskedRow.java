package io.sluice.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.sts.StsClient;

/** A line of deploy's table of decisions that a real client can bring about, and the call that does. */
record AskedRow(String claim, String caller, String way, String action, String on, String with, boolean allowed) {
    private static final String ACCOUNT = "111122223333";
    /** Where deploy keeps the table and the catalogue that it is about. */
    static final Path RESOURCES =
            Path.of("..", "deploy", "src", "test", "resources").toAbsolutePath();

    static List<AskedRow> all() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("decisions.csv")).stream()
                .filter(line -> line.endsWith("| lake"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new AskedRow(
                        cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6].equals("allowed")))
                .toList();
    }

    /** Makes the request; returns where it is allowed. */
    void ask(LakeProcess lake) {
        var credentials = lake.role(caller);
        switch (way.substring(0, way.indexOf(' '))) {
            case "access", "view" -> s3(lake, credentials, arn(way.startsWith("view") ? "s3-object-lambda" : "s3"));
            case "bucket" -> s3(lake, credentials, name());
            case "grant" -> s3(lake, vended(lake, credentials), scope().split("/", -1)[2]);
            case "grants" -> vend(lake, credentials, "s3://shopfast-data-111122223333-us-east-1/products*", "READ");
            case "function" -> invoke(lake, credentials);
            case "role" -> assume(lake, credentials);
            default -> throw new IllegalArgumentException("No client asks by " + way);
        }
    }

    private String name() {
        return way.substring(way.lastIndexOf(' ') + 1);
    }

    private String arn(String service) {
        return "arn:aws:" + service + ":us-east-1:" + ACCOUNT + ":accesspoint/" + name();
    }

    /** {@code s3://bucket/products*} of {@code grant s3://bucket/products* READ to …}. */
    private String scope() {
        return way.split(" ", -1)[1];
    }

    private void s3(LakeProcess lake, AwsCredentials credentials, String place) {
        try (var s3 = AwsHosts.behindProxy(lake.endpoint(), S3Client.builder(), credentials)) {
            switch (action.substring(action.indexOf(':') + 1)) {
                case "GetObject" -> s3.getObjectAsBytes(get -> get.bucket(place).key(on));
                case "PutObject" -> s3.putObject(put -> put.bucket(place).key(on), RequestBody.fromString("written"));
                case "DeleteObject" ->
                    s3.deleteObject(delete -> delete.bucket(place).key(on));
                case "ListBucket" -> s3.listObjectsV2(list -> list.bucket(place).prefix(prefix()));
                default -> throw new IllegalArgumentException("No client asks for " + action);
            }
        }
    }

    private String prefix() {
        return with.isEmpty() ? null : with.substring("s3:prefix=".length());
    }

    private AwsCredentials vended(LakeProcess lake, AwsCredentials credentials) {
        return vend(lake, credentials, scope(), way.split(" ", -1)[2]);
    }

    private static AwsCredentials vend(LakeProcess lake, AwsCredentials credentials, String target, String permission) {
        try (var control = AwsHosts.behindProxy(lake.endpoint(), S3ControlClient.builder(), credentials)) {
            var keys = control.getDataAccess(
                            ask -> ask.accountId(ACCOUNT).target(target).permission(Permission.fromValue(permission)))
                    .credentials();
            return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        }
    }

    private void invoke(LakeProcess lake, AwsCredentials credentials) {
        try (var lambda = AwsHosts.behindProxy(lake.endpoint(), LambdaClient.builder(), credentials)) {
            lambda.invoke(call -> call.functionName(name()).payload(SdkBytes.fromUtf8String("{}")));
        }
    }

    private void assume(LakeProcess lake, AwsCredentials credentials) {
        try (var sts = AwsHosts.behindProxy(lake.endpoint(), StsClient.builder(), credentials)) {
            sts.assumeRole(ask ->
                    ask.roleArn("arn:aws:iam::" + ACCOUNT + ":role/" + name()).roleSessionName("asked"));
        }
    }

    @Override
    public String toString() {
        return claim;
    }
}
