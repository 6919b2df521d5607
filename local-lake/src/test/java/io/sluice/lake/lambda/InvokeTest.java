package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invoking functions by the SDK, with real processes and a real Runtime API. */
class InvokeTest {
    @TempDir
    static Path folder;

    private static LambdaLake lake;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, LambdaOptions.DEFAULT);
        lake.create("echo");
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @Test
    void functionAnswersItsEvent() {
        var response = lake.invoke("echo", "{\"sku\":18981}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isNull();
        assertThat(LambdaLake.text(response)).isEqualTo("{\"sku\":18981}");
    }
}
