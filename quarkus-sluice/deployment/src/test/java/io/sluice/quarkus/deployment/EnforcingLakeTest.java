package io.sluice.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.QuarkusUnitTest;
import io.sluice.quarkus.Lake;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class EnforcingLakeTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.application.name", "sales-consumer");

    @Inject
    Lake lake;

    @ConfigProperty(name = "sluice.lake.access-point.ec2-consumer")
    String accessPoint;

    @BeforeEach
    void fill() {
        try (var s3 =
                lake.asAdministrator(S3Client.builder().forcePathStyle(true)).build()) {
            s3.putObject(r -> r.bucket(lake.bucket()).key("sales_event/a"), RequestBody.fromString("sold"));
            s3.putObject(r -> r.bucket(lake.bucket()).key("inventory_event/a"), RequestBody.fromString("stored"));
        }
    }

    @Test
    void aClientThatIsToldNothingReadsWhatTheRoleMay() {
        try (var s3 = S3Client.builder().forcePathStyle(true).build()) {
            assertThat(s3.getObjectAsBytes(r -> r.bucket(accessPoint).key("sales_event/a"))
                            .asUtf8String())
                    .isEqualTo("sold");
        }
    }

    @Test
    void theSameClientIsRefusedTheRestInTheWordsOfAws() {
        try (var s3 = S3Client.builder().forcePathStyle(true).build()) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(
                            () -> s3.getObjectAsBytes(r -> r.bucket(accessPoint).key("inventory_event/a")))
                    .withMessageContaining("webAppClientRole")
                    .withMessageContaining("is not authorized to perform: s3:GetObject")
                    .withMessageContaining("because no identity-based policy allows the s3:GetObject action");
        }
    }

    @Test
    void anotherRoleIsRefusedAtTheSameAccessPoint() {
        try (var s3 = lake.as("storeProducerRole", S3Client.builder().forcePathStyle(true))
                .build()) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(
                            () -> s3.getObjectAsBytes(r -> r.bucket(accessPoint).key("sales_event/a")))
                    .withMessageContaining("storeProducerRole");
        }
    }
}
