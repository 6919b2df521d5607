package io.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;

/** The running lake, asked by the AWS SDK what deploy's tests ask the documents out of the templates: both follow one table. */
final class KeystoneIT {
    private static final String EVENTS = "store-events-111122223333-us-east-1";
    private static final String DATA = "shopfast-data-111122223333-us-east-1";

    @TempDir
    static Path scratch;

    private static LakeProcess lake;

    @BeforeAll
    static void start() throws Exception {
        lake = LakeProcess.start(scratch, "--catalogue=" + AskedRow.RESOURCES.resolve("keystone.yaml"));
        try (var s3 = lake.s3(lake.administrator())) {
            List.of("sales_event/a", "sales_event_archive/a", "inventory_event/a", "inventory_state/a")
                    .forEach(key -> s3.putObject(put -> put.bucket(EVENTS).key(key), RequestBody.fromString(key)));
            List.of("products/a", "users/a", "users-archive/a", "transactions/a")
                    .forEach(key -> s3.putObject(put -> put.bucket(DATA).key(key), RequestBody.fromString(key)));
        }
    }

    @AfterAll
    static void stop() {
        if (lake != null) {
            lake.close();
        }
    }

    static List<AskedRow> rows() throws IOException {
        return AskedRow.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theLakeDecidesAsTheTableSays(AskedRow row) {
        if (row.allowed()) {
            assertThatCode(() -> row.ask(lake)).doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(() -> row.ask(lake))
                    .returns(403, AwsServiceException::statusCode)
                    .satisfies(refusal ->
                            assertThat(refusal.awsErrorDetails().errorCode()).startsWith("AccessDenied"));
        }
    }
}
