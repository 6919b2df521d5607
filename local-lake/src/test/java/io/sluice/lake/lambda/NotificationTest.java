package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What happens to objects, told to a function that writes down what it is told. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotificationTest {
    private static final String BUCKET = "told-of-in-tests";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:listener";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static LambdaLake lake;
    private static Path records;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, LambdaOptions.DEFAULT);
        records = folder.resolve("records");
        lake.client()
                .createFunction(LambdaLake.function("listener")
                        .environment(environment -> environment.variables(Map.of("TEST_RECORDS", records.toString())))
                        .build());
        lake.client()
                .putFunctionConcurrency(each -> each.functionName("listener").reservedConcurrentExecutions(1));
        lake.s3().createBucket(bucket -> bucket.bucket(BUCKET));
        lake.s3()
                .putBucketVersioning(put -> put.bucket(BUCKET)
                        .versioningConfiguration(each -> each.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    private static LambdaFunctionConfiguration rule(String id, String event, String prefix, String suffix) {
        return LambdaFunctionConfiguration.builder()
                .id(id)
                .lambdaFunctionArn(FUNCTION)
                .events(Event.fromValue(event))
                .filter(filter -> filter.key(key -> key.filterRules(
                        FilterRule.builder()
                                .name(FilterRuleName.PREFIX)
                                .value(prefix)
                                .build(),
                        FilterRule.builder()
                                .name(FilterRuleName.SUFFIX)
                                .value(suffix)
                                .build())))
                .build();
    }

    private static void configure(LambdaFunctionConfiguration... rules) {
        lake.s3()
                .putBucketNotificationConfiguration(put ->
                        put.bucket(BUCKET).notificationConfiguration(each -> each.lambdaFunctionConfigurations(rules)));
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "nothing was refused";
        } catch (S3Exception e) {
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
    }

    private static void allow(String id, String sourceArn, String account) {
        lake.client()
                .addPermission(add -> add.functionName("listener")
                        .statementId(id)
                        .principal("s3.amazonaws.com")
                        .action("lambda:InvokeFunction")
                        .sourceArn(sourceArn)
                        .sourceAccount(account));
    }

    @Test
    @Order(1)
    void bucketIsNotTakenBeforeTheFunctionLetsS3InvokeItForThatBucket() {
        var rule = rule("in", "s3:ObjectCreated:*", "in/", ".json");
        var refused = "InvalidArgument: Unable to validate the following destination configurations";

        assertThat(refusal(() -> configure(rule))).isEqualTo(refused);
        allow("another-bucket", "arn:aws:s3:::another-bucket", "111122223333");
        assertThat(refusal(() -> configure(rule))).isEqualTo(refused);
        allow("another-account", "arn:aws:s3:::" + BUCKET, "444455556666");
        assertThat(refusal(() -> configure(rule))).isEqualTo(refused);
        allow("bucket", "arn:aws:s3:::" + BUCKET, "111122223333");

        configure(rule, rule("gone", "s3:ObjectRemoved:*", "in/", ".json"));
        var configured = lake.s3().getBucketNotificationConfiguration(get -> get.bucket(BUCKET));
        assertThat(configured.lambdaFunctionConfigurations())
                .extracting(each -> each.id())
                .containsExactly("in", "gone");
        assertThat(configured
                        .lambdaFunctionConfigurations()
                        .getFirst()
                        .filter()
                        .key()
                        .filterRules())
                .hasSize(2);
    }

    @Test
    @Order(2)
    void rulesForTheSameEventAreRefused() {
        assertThat(refusal(() -> configure(
                        rule("one", "s3:ObjectCreated:*", "in/", ".json"),
                        rule("two", "s3:ObjectCreated:Put", "in/a", "n"))))
                .startsWith("InvalidArgument: Configuration is ambiguously defined.");
    }

    @Test
    @Order(3)
    void functionIsToldOfWhatMatchesInTheOrderInWhichItHappened() throws IOException {
        var s3 = lake.s3();
        s3.putObject(put -> put.bucket(BUCKET).key("out/a.json"), RequestBody.fromString("{}"));
        s3.putObject(put -> put.bucket(BUCKET).key("in/a.txt"), RequestBody.fromString("{}"));
        var put = s3.putObject(each -> each.bucket(BUCKET).key("in/a b=c.json"), RequestBody.fromString("{\"a\":1}"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("in/a.txt")
                .destinationBucket(BUCKET)
                .destinationKey("in/c.json"));
        var marker = s3.deleteObject(delete -> delete.bucket(BUCKET).key("in/c.json"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("in/c.json").versionId(marker.versionId()));

        var told = LambdaLake.lines(records, 4).stream()
                .map(NotificationTest::record)
                .toList();

        assertThat(told)
                .extracting(each -> each.at("/eventName").asText())
                .containsExactly(
                        "ObjectCreated:Put",
                        "ObjectCreated:Copy",
                        "ObjectRemoved:DeleteMarkerCreated",
                        "ObjectRemoved:Delete");
        var first = told.getFirst();
        assertThat(first.at("/eventVersion").asText()).isEqualTo("2.1");
        assertThat(first.at("/s3/configurationId").asText()).isEqualTo("in");
        assertThat(first.at("/s3/object/key").asText()).isEqualTo("in/a+b%3Dc.json");
        assertThat(first.at("/s3/object/versionId").asText()).isEqualTo(put.versionId());
        assertThat(first.at("/s3/object/size").asInt()).isEqualTo(7);
        assertThat(first.at("/s3/object/eTag").asText()).isEqualTo(put.eTag().replace("\"", ""));
        assertThat(first.at("/userIdentity/principalId").asText()).startsWith("AWS:AIDA");
        assertThat(first.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + BUCKET);
        assertThat(sequencers(told)).isSorted().doesNotHaveDuplicates();
    }

    private static JsonNode record(String line) {
        try {
            return JSON.readTree(line).at("/Records/0");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> sequencers(List<JsonNode> told) {
        return told.stream()
                .map(each -> each.at("/s3/object/sequencer").asText())
                .toList();
    }
}
