package io.sluice.quarkus.deployment.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.quarkus.Lake;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.process.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One lake for several applications of dev mode, each with a role of its own. */
final class RunningLakeTest {
    private static final String CATALOGUE = """
            account: "444455556666"
            region: us-east-1
            buckets: [{name: shared, tls: optional}]
            dataSets: [{name: orders, prefix: orders/, owner: sales, classification: internal}]
            applications:
              - {name: reader, role: readerRole, trustedService: ec2.amazonaws.com, accessPoint: reader,
                 networkOrigin: internet, dataSets: {orders: [read, list]}}
              - {name: writer, role: writerRole, trustedService: ec2.amazonaws.com, accessPoint: writer,
                 networkOrigin: internet, dataSets: {orders: [write]}}
            functions: [{name: echo, role: echoRole, timeoutSeconds: 3, memoryMegabytes: 128}]
            """;

    @TempDir
    Path folder;

    private RunningLake reader;
    private RunningLake writer;

    @BeforeEach
    void startForTheReader() throws IOException {
        Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
        reader = lake("readerRole", Map.of());
        writer = lake("writerRole", Map.of());
        reader.start();
    }

    @AfterEach
    void stop() throws Exception {
        writer.close();
        reader.close();
        JavaProcess.stop(LakeFile.read(reader.file()).process());
    }

    private RunningLake lake(String role, Map<String, FunctionCode> functions) {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new RunningLake(
                new LakePlan(
                        CatalogueSource.of(folder, Optional.empty()),
                        0,
                        Optional.of(folder.resolve("lake")),
                        new LakePlan.Contents(Map.of(), functions),
                        classPath),
                role);
    }

    private Lake lake() {
        return Lake.of(reader.file());
    }

    private static S3ClientBuilder client() {
        return S3Client.builder().forcePathStyle(true);
    }

    private void put(String role, String key) {
        try (var s3 = lake().as(role, client()).build()) {
            s3.putObject(r -> r.bucket(lake().accessPoint("writer")).key(key), RequestBody.fromString("a lamp"));
        }
    }

    private String get(String role, String key) {
        try (var s3 = lake().as(role, client()).build()) {
            return s3.getObjectAsBytes(
                            r -> r.bucket(lake().accessPoint("reader")).key(key))
                    .asUtf8String();
        }
    }

    @Test
    void applicationsWithTheSameCatalogueShareOneLakeAndEachIsItself() {
        writer.start();
        put("writerRole", "orders/1");

        assertThat(writer.lake().process()).isEqualTo(reader.lake().process());
        assertThat(get("readerRole", "orders/1")).isEqualTo("a lamp");
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> get("writerRole", "orders/1"))
                .withMessageContaining("writerRole");
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> put("readerRole", "orders/2"))
                .withMessageContaining("readerRole");
    }

    @Test
    void aFunctionThatALaterApplicationBringsIsDeployedAndStays() throws IOException {
        var before = reader.lake();
        assertThat(functions()).isEmpty();

        writer = lake("writerRole", Map.of("echo", FunctionCode.of(zip(), "none", Map.of())));
        writer.start();

        assertThat(writer.lake().place()).isEqualTo(before.place());
        var deployed = writer.lake();
        reader.close();
        reader = lake("readerRole", Map.of());
        reader.start();

        assertThat(reader.lake().process()).isEqualTo(deployed.process());
        assertThat(functions()).containsExactly("echo");
    }

    private Path zip() throws IOException {
        var zip = folder.resolve("function.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            out.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        return zip;
    }

    private List<String> functions() {
        try (var lambda = lake().asAdministrator(LambdaClient.builder()).build()) {
            return lambda.listFunctions().functions().stream()
                    .map(FunctionConfiguration::functionName)
                    .toList();
        }
    }
}
