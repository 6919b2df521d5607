package io.sluice.examples.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.quarkus.Lake;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@QuarkusTest
class OrdersTest {
    private static final String CUSTOMER = """
            {"name":"Ada","email":"ada@example.org"}
            """;

    @Inject
    Lake lake;

    @Inject
    Orders orders;

    @BeforeEach
    void fill() {
        try (var s3 = lake.asAdministrator(client()).build()) {
            s3.putObject(r -> r.bucket(lake.bucket()).key("orders/1"), RequestBody.fromString("a lamp"));
            s3.putObject(r -> r.bucket(lake.bucket()).key("customers/1.json"), RequestBody.fromString(CUSTOMER));
        }
    }

    private static software.amazon.awssdk.services.s3.S3ClientBuilder client() {
        return S3Client.builder().forcePathStyle(true);
    }

    @Test
    void theApplicationReadsAnOrder() {
        assertThat(orders.read("orders/1")).isEqualTo("a lamp");
    }

    @Test
    void theApplicationIsRefusedACustomerInTheWordsOfAws() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> orders.read("customers/1.json"))
                .withMessageContaining("ordersReaderRole")
                .withMessageContaining("is not authorized to perform: s3:GetObject on resource:")
                .withMessageContaining("because no identity-based policy allows the s3:GetObject action");
    }

    @Test
    void theViewShowsACustomerWithoutTheEmail() {
        try (var s3 = lake.as("lettersRole", client()).build()) {
            var view = lake.objectLambdaAccessPoint("customers-without-email");

            assertThat(s3.getObjectAsBytes(r -> r.bucket(view).key("customers/1.json"))
                            .asUtf8String())
                    .contains("\"name\":\"Ada\"")
                    .doesNotContain("ada@example.org");
        }
    }

    @Test
    void whoReadsThroughTheViewIsRefusedTheCustomerItself() {
        try (var s3 = lake.as("lettersRole", client()).build()) {
            var raw = lake.accessPoint("letters");

            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket(raw).key("customers/1.json")))
                    .withMessageContaining("lettersRole")
                    .withMessageContaining("is not authorized to perform: s3:GetObject");
        }
    }

    @Test
    void theViewIsRefusedToTheApplicationThatItIsNotFor() {
        try (var s3 = lake.as("ordersReaderRole", client()).build()) {
            var view = lake.objectLambdaAccessPoint("customers-without-email");

            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket(view).key("customers/1.json")))
                    .withMessageContaining("ordersReaderRole")
                    .withMessageContaining("s3-object-lambda:GetObject");
        }
    }
}
