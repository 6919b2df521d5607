package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Functions whose handler is a Java method, run by the runtime interface client. */
class JavaHandlerTest {
    @TempDir
    static Path folder;

    private static LambdaLake lake;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, LambdaOptions.DEFAULT);
        lake.client()
                .createFunction(LambdaLake.function("java")
                        .runtime(Runtime.JAVA21)
                        .handler(TestHandler.class.getName() + "::handle")
                        .code(code -> code.zipFile(LambdaLake.zipOfClass(TestHandler.class)))
                        .build());
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @Test
    void methodAnswers() {
        var response = lake.invoke("java", "\"boxes\"");

        assertThat(response.functionError()).isNull();
        assertThat(LambdaLake.text(response)).isEqualTo("\"seen boxes\"");
    }

    @Test
    void exceptionIsTold() {
        var response = lake.invoke("java", "\"throw\"");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response)).contains("java.lang.IllegalArgumentException", "as asked");
    }

    @Test
    void heapIsAPartOfTheMemory() {
        assertThat(Long.parseLong(
                        LambdaLake.text(lake.invoke("java", "\"heap\"")).replace("\"", "")))
                .isLessThan(512L << 20);
    }
}
