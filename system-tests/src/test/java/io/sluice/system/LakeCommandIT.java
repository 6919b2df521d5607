package io.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a person or program that starts {@code sluice lake} may rely on. */
final class LakeCommandIT {
    @TempDir
    Path scratch;

    @Test
    void theReadyFileSaysAllThatAClientNeedsAndIsForItsOwnerAlone() throws Exception {
        try (var lake = LakeProcess.start(scratch)) {
            var ready = lake.ready();

            assertThat(ready.fieldNames())
                    .toIterable()
                    .containsExactly("endpoint", "region", "account", "bucket", "administrator", "roles");
            assertThat(ready.get("roles").fieldNames())
                    .toIterable()
                    .startsWith("storeProducerRole", "webAppClientRole", "inventoryConsumerRole");
            assertThat(ready.at("/roles/webAppClientRole").fieldNames())
                    .toIterable()
                    .containsExactly("arn", "accessKeyId", "secretAccessKey", "sessionToken");
            assertThat(Files.getPosixFilePermissions(scratch.resolve("ready.json")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aDataFolderKeepsObjectsAndSessionsOverARestart() throws Exception {
        var data = "--data=" + scratch.resolve("data");
        var before = LakeProcess.start(scratch, data);
        try (before;
                var s3 = before.s3(before.administrator())) {
            s3.putObject(r -> r.bucket(before.bucket()).key("sales_event/kept"), RequestBody.fromString("kept"));
        }
        try (var after = LakeProcess.start(scratch, data);
                var s3 = after.s3(before.administrator());
                var session = after.s3(before.role("webAppClientRole"))) {
            assertThat(s3.getObjectAsBytes(r -> r.bucket(after.bucket()).key("sales_event/kept"))
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThatExceptionOfType(S3Exception.class)
                    .as("a session that is known, and refused at the bucket")
                    .isThrownBy(() -> session.getObjectAsBytes(
                            r -> r.bucket(after.bucket()).key("sales_event/kept")))
                    .matches(refusal -> refusal.awsErrorDetails().errorCode().equals("AccessDenied"));
        }
    }

    @Test
    void aUserOfThePrincipalsFileMayDoWhatItsPoliciesSayAndNoMore() throws Exception {
        var principals = Files.writeString(scratch.resolve("principals.json"), """
                [{"arn": "arn:aws:iam::111122223333:user/auditor", "accessKeyId": "AKIAAUDITOR000000000",
                  "secretAccessKey": "auditor/secret", "policies": [{"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}]},
                 {"arn": "arn:aws:iam::444455556666:user/stranger", "accessKeyId": "AKIASTRANGER00000000",
                  "secretAccessKey": "stranger/secret", "policies": [{"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}]}]
                """);
        try (var lake = LakeProcess.start(scratch, "--principals=" + principals);
                var auditor = lake.s3(AwsBasicCredentials.create("AKIAAUDITOR000000000", "auditor/secret"));
                var stranger = lake.s3(AwsBasicCredentials.create("AKIASTRANGER00000000", "stranger/secret"))) {
            assertThat(auditor.listObjectsV2(r -> r.bucket(lake.bucket())).keyCount())
                    .isZero();
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> auditor.putObject(
                            r -> r.bucket(lake.bucket()).key("sales_event/x"), RequestBody.fromString("x")))
                    .withMessageContaining("because no identity-based policy allows the s3:PutObject action");
            assertThatExceptionOfType(S3Exception.class)
                    .as("another account, whatever its own policies say")
                    .isThrownBy(() -> stranger.listObjectsV2(r -> r.bucket(lake.bucket())))
                    .withMessageContaining("Access Denied");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--prot=1, Unknown option",
        "--catalogue=nowhere.yaml, nowhere.yaml",
        "--principals=nowhere.json, nowhere.json"
    })
    void badInputIsSaidPlainlyAndEndsWithTwo(String option, String said) throws Exception {
        var output = scratch.resolve("output.txt");
        var process = LakeProcess.command(output, List.of("lake", "--port=0", option));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output).content().contains(said).doesNotContain("\tat ");
    }

    @Test
    void aTakenPortIsSaidPlainly() throws Exception {
        try (var lake = LakeProcess.start(scratch)) {
            var output = scratch.resolve("second.txt");
            var process = LakeProcess.command(
                    output, List.of("lake", "--port=" + lake.endpoint().getPort()));

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(output)
                    .content()
                    .contains("port " + lake.endpoint().getPort())
                    .doesNotContain("\tat ");
        }
    }
}
