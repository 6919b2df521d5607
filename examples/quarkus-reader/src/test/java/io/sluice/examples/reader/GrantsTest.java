package io.sluice.examples.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.quarkus.Keys;
import io.sluice.quarkus.Lake;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.s3control.model.S3ControlException;

/** Somebody of the support department, by S3 Access Grants. */
@QuarkusTest
class GrantsTest {
    @Inject
    Lake lake;

    @BeforeEach
    void fill() {
        try (var s3 = lake.asAdministrator(client()).build()) {
            for (var key : new String[] {"customers/1.json", "orders/1"}) {
                s3.putObject(r -> r.bucket(lake.bucket()).key(key), RequestBody.fromString(key));
            }
        }
    }

    private static S3ClientBuilder client() {
        return S3Client.builder().forcePathStyle(true);
    }

    private Keys granted(String role, String prefix, Permission permission) {
        try (var control = lake.as(role, S3ControlClient.builder()).build()) {
            var given = control.getDataAccess(r -> r.accountId(lake.account())
                            .target("s3://" + lake.bucket() + "/" + prefix)
                            .permission(permission))
                    .credentials();
            return new Keys("", given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        }
    }

    @Test
    void aPersonReadsWhatTheDepartmentWasGranted() {
        try (var s3 = lake.as(granted("supportRole", "customers/*", Permission.READ), client())
                .build()) {
            assertThat(s3.getObjectAsBytes(r -> r.bucket(lake.bucket()).key("customers/1.json"))
                            .asUtf8String())
                    .isEqualTo("customers/1.json");
        }
    }

    @Test
    void theSameCredentialsReadNothingBesideIt() {
        try (var s3 = lake.as(granted("supportRole", "customers/*", Permission.READ), client())
                .build()) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() ->
                            s3.getObjectAsBytes(r -> r.bucket(lake.bucket()).key("orders/1")))
                    .withMessageContaining("accessGrantsLocationRole")
                    .withMessageContaining("because no session policy allows the s3:GetObject action");
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> s3.putObject(
                            r -> r.bucket(lake.bucket()).key("customers/1.json"), RequestBody.fromString("changed")))
                    .withMessageContaining("is not authorized to perform: s3:PutObject");
        }
    }

    @Test
    void noCredentialsAreGivenForWhatWasNotGranted() {
        assertThatExceptionOfType(S3ControlException.class)
                .isThrownBy(() -> granted("supportRole", "orders/*", Permission.READ))
                .withMessageContaining("You do not have READ permissions to the requested S3 Prefix:");
        assertThatExceptionOfType(S3ControlException.class)
                .isThrownBy(() -> granted("supportRole", "customers/*", Permission.READWRITE))
                .withMessageContaining("You do not have READWRITE permissions");
    }

    @Test
    void theDepartmentItselfReadsNothingWithoutAskingFirst() {
        try (var s3 = lake.as("supportRole", client()).build()) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() ->
                            s3.getObjectAsBytes(r -> r.bucket(lake.bucket()).key("customers/1.json")))
                    .withMessageContaining("supportRole")
                    .withMessageContaining("is not authorized to perform: s3:GetObject");
        }
    }
}
