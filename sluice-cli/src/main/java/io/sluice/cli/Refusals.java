package io.sluice.cli;

import io.sluice.lake.LocalLake;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What must not work, tried with the AWS SDK as each of the applications; and next to it what must. */
final class Refusals {
    private static final String SALES_KEY = "sales_event/refusals.json";
    private static final String INVENTORY_KEY = "inventory_event/refusals.json";

    private final LocalLake lake;
    private final Clients clients;

    Refusals(Clients clients) {
        this.clients = clients;
        this.lake = clients.lake();
    }

    void tell(Story story) throws InterruptedException {
        var producer = clients.role("storeProducerRole");
        var sales = clients.role("webAppClientRole");
        var inventory = clients.role("inventoryConsumerRole");
        var administrator = clients.administrator();

        allowed(story, "the producer writes through its access point", producer, put("store-producer", SALES_KEY));
        refused(story, "the producer may not read it back", producer, get("store-producer", SALES_KEY), "AccessDenied");
        refused(story, "nor write past its prefixes", producer, put("store-producer", "kon.json"), "AccessDenied");
        allowed(story, "the inventory role writes its own prefix", inventory, put("lambda-consumer", INVENTORY_KEY));
        refused(story, "and no sales", inventory, put("lambda-consumer", SALES_KEY), "AccessDenied");
        refused(story, "not by another gate either", inventory, get("ec2-consumer", SALES_KEY), "AccessDenied");
        allowed(story, "the sales role reads sales", sales, get("ec2-consumer", SALES_KEY));
        refused(story, "but may not delete them", sales, delete("ec2-consumer", SALES_KEY), "AccessDenied");
        refused(story, "nor list what is not its own", sales, list("ec2-consumer", "inventory_event/"), "AccessDenied");
        refused(story, "nobody at all gets in unsigned", Clients.nobody(), this::direct, "AccessDenied");
        refused(
                story,
                "or with a wrong secret",
                Clients.keys(lake.administrator().accessKeyId(), "not-the-secret"),
                this::direct,
                "SignatureDoesNotMatch");
        allowed(story, "the administrator uses the bucket itself", administrator, this::direct);
    }

    private Consumer<S3Client> put(String accessPoint, String key) {
        var alias = lake.accessPointAlias(accessPoint);
        return s3 -> s3.putObject(r -> r.bucket(alias).key(key), RequestBody.fromString("{}"));
    }

    private Consumer<S3Client> get(String accessPoint, String key) {
        var alias = lake.accessPointAlias(accessPoint);
        return s3 -> s3.getObjectAsBytes(r -> r.bucket(alias).key(key));
    }

    private Consumer<S3Client> delete(String accessPoint, String key) {
        var alias = lake.accessPointAlias(accessPoint);
        return s3 -> s3.deleteObject(r -> r.bucket(alias).key(key));
    }

    private Consumer<S3Client> list(String accessPoint, String prefix) {
        var alias = lake.accessPointAlias(accessPoint);
        return s3 -> s3.listObjectsV2(r -> r.bucket(alias).prefix(prefix));
    }

    private void direct(S3Client s3) {
        s3.listObjectsV2(r -> r.bucket(lake.bucket()).maxKeys(1));
    }

    private void allowed(Story story, String what, AwsCredentialsProvider who, Consumer<S3Client> call)
            throws InterruptedException {
        story.step(what, () -> {
            try (var s3 = clients.s3(who)) {
                call.accept(s3);
                return Story.Outcome.good("");
            }
        });
    }

    private void refused(Story story, String what, AwsCredentialsProvider who, Consumer<S3Client> call, String code)
            throws InterruptedException {
        story.step(what, () -> {
            try (var s3 = clients.s3(who)) {
                call.accept(s3);
                return Story.Outcome.expect(false, "S3 allowed it");
            } catch (S3Exception refusal) {
                var error = refusal.awsErrorDetails();
                return Story.Outcome.expect(
                        code.equals(error.errorCode()), error.errorCode() + ": " + error.errorMessage());
            }
        });
    }
}
