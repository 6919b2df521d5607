package io.sluice.lake.lambda;

import io.sluice.lake.LocalLake;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.S3Client;

/** A whole lake with functions that are run by {@link TestRuntime}, and clients of the real SDK. */
final class LambdaLake implements AutoCloseable {
    /** A role of the demo's catalogue that trusts Lambda. */
    static final String ROLE = "arn:aws:iam::111122223333:role/inventoryConsumerRole";

    /** A role that trusts EC2 only. */
    static final String OTHER_ROLE = "arn:aws:iam::111122223333:role/webAppClientRole";

    private final LocalLake lake;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LambdaClient client;
    private final S3Client s3;

    LambdaLake(Path folder, LambdaOptions options) throws IOException {
        this(folder, options, "[]");
    }

    /** @param principals further users, as a principals file has them */
    LambdaLake(Path folder, LambdaOptions options, String principals) throws IOException {
        var file = Files.writeString(folder.resolve("principals.json"), principals);
        lake = LocalLake.builder()
                .data(folder.resolve("data"))
                .principals(file)
                .lambda(options)
                .start();
        client = client(administrator());
        s3 = S3Client.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(administrator()))
                .forcePathStyle(true)
                .build();
    }

    AwsCredentials administrator() {
        var keys = lake.administrator();
        return AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey());
    }

    LocalLake lake() {
        return lake;
    }

    URI endpoint() {
        return lake.endpoint();
    }

    /** The administrator's. */
    LambdaClient client() {
        return client;
    }

    LambdaClient client(AwsCredentials credentials) {
        return LambdaClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    /** The administrator's. */
    S3Client s3() {
        return s3;
    }

    /** Lets the functions' role write into a bucket. */
    void allowWrites(String bucket) {
        s3.putBucketPolicy(put -> put.bucket(bucket).policy("""
                {"Version":"2012-10-17","Statement":[{"Sid":"Records","Effect":"Allow","Principal":{"AWS":"%s"},
                 "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/aws/lambda/async/*"}]}""".formatted(ROLE, bucket)));
    }

    /** The bodies of all objects. */
    List<String> objects(String bucket) {
        return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(each -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(each.key()))
                        .asUtf8String())
                .toList();
    }

    /** What another process or thread brings about, as soon as it is there. */
    static <T> T await(Supplier<Optional<T>> what) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var found = what.get();
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            found = what.get();
        }
        return found.orElseThrow(() -> new AssertionError("it did not come about"));
    }

    /** The lines of a file, as soon as there are so many. */
    static List<String> lines(Path file, int most) {
        return await(() -> {
            try {
                return Files.exists(file)
                        ? Optional.of(Files.readAllLines(file)).filter(lines -> lines.size() >= most)
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static CreateFunctionRequest.Builder function(String name) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .role(ROLE)
                .runtime(Runtime.PROVIDED_AL2023)
                .handler("test")
                .memorySize(512)
                .timeout(60)
                .code(code -> code.zipFile(zip()));
    }

    void create(String name) {
        client.createFunction(function(name).build());
    }

    InvokeResponse invoke(String function, String event) {
        return client.invoke(call -> call.functionName(function).payload(SdkBytes.fromUtf8String(event)));
    }

    static SdkBytes zip() {
        return zip(Map.of("bootstrap", bootstrap()), "rwxr-xr-x");
    }

    /** A zip with a file that would lie outside of where it is unpacked. */
    static SdkBytes zipSlip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../outside"));
            zip.write("x".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    /** A zip with one class in it. */
    static SdkBytes zipOfClass(Class<?> type) {
        var name = type.getName().replace('.', '/') + ".class";
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
            return zipOf(Map.of(name, in.readAllBytes()), "rw-r--r--");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bootstrap() {
        var classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> each.endsWith("test-classes") || each.contains("jackson"))
                .collect(Collectors.joining(File.pathSeparator));
        return "#!/bin/sh\nexec '" + System.getProperty("java.home")
                + "/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx1g -cp '" + classes + "' "
                + TestRuntime.class.getName() + "\n";
    }

    static SdkBytes zip(Map<String, String> files, String permissions) {
        var bytes = new HashMap<String, byte[]>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return zipOf(bytes, permissions);
    }

    private static SdkBytes zipOf(Map<String, byte[]> files, String permissions) {
        try {
            var file = Files.createTempFile("function", ".zip");
            Files.delete(file);
            var options = Map.of("create", "true", "enablePosixFileAttributes", "true");
            try (var zip = FileSystems.newFileSystem(file, options)) {
                for (var each : files.entrySet()) {
                    var path = zip.getPath(each.getKey());
                    if (path.getParent() != null) {
                        Files.createDirectories(path.getParent());
                    }
                    Files.write(path, each.getValue());
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
                }
            }
            var bytes = new ByteArrayOutputStream();
            Files.copy(file, bytes);
            Files.delete(file);
            return SdkBytes.fromByteArray(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(InvokeResponse response) {
        return new String(response.payload().asByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        s3.close();
        lake.close();
    }
}
