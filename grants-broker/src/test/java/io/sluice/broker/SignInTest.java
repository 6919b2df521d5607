package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class SignInTest {
    LocalLake lake;
    Provider provider;

    @TestHTTPResource
    URI broker;

    @Test
    void thePageAfterSigningInSaysWhoIsThere() {
        var cleo = new Visitor(broker.toString()).signIn("cleo.support");

        assertThat(cleo.get("/me").body()).contains("cleo.support@shopfast.example", "customer-support");
    }
}
