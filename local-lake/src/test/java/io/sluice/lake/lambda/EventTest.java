package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Asynchronous invocations and S3's notifications, with functions that write down what they get. */
class EventTest {
    private static final LambdaOptions QUICK = LambdaOptions.DEFAULT
            .withRetryAfter(List.of(Duration.ofMillis(20)))
            .withThrottledFor(Duration.ofMillis(20));

    private static final String BUCKET = "events-of-tests";

    @TempDir
    static Path folder;

    private static LambdaLake lake;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, QUICK);
        lake.create("recorder");
        lake.s3().createBucket(bucket -> bucket.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    private static void enqueue(String function, String event) {
        var response = lake.client()
                .invoke(call -> call.functionName(function)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(event)));
        assertThat(response.statusCode()).isEqualTo(202);
    }

    @Test
    void eventIsProcessedLater() {
        var file = folder.resolve("once");

        enqueue("recorder", "{\"do\":\"record\",\"file\":\"%s\"}".formatted(file));

        assertThat(LambdaLake.lines(file, 1)).hasSize(1);
    }

    @Test
    void eventThatFailsIsTriedThreeTimesAndThenRecordedInTheBucket() {
        lake.client()
                .putFunctionEventInvokeConfig(each -> each.functionName("recorder")
                        .destinationConfig(destinations ->
                                destinations.onFailure(failure -> failure.destination("arn:aws:s3:::" + BUCKET))));
        lake.allowWrites(BUCKET);
        var file = folder.resolve("failing");

        enqueue("recorder", "{\"do\":\"record-and-fail\",\"file\":\"%s\"}".formatted(file));

        var record = LambdaLake.await(() -> lake.objects(BUCKET).stream()
                .filter(each -> each.contains("\"RetriesExhausted\""))
                .findFirst());
        assertThat(LambdaLake.lines(file, 3)).hasSize(3);
        assertThat(record)
                .contains("\"approximateInvokeCount\":3", "\"do\":\"record-and-fail\"", "\"errorType\":\"Test.Error\"");
    }
}
