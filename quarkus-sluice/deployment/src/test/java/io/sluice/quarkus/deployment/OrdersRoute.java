package io.sluice.quarkus.deployment;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An application that reads through its access point and is told nothing else of AWS. */
@ApplicationScoped
public class OrdersRoute {
    @ConfigProperty(name = "sluice.lake.access-point.reader")
    String bucket;

    void register(@Observes Router router) {
        router.get("/read").blockingHandler(this::read);
    }

    private void read(RoutingContext context) {
        try (var s3 = S3Client.builder().forcePathStyle(true).build()) {
            var key = context.request().getParam("key");
            context.end(s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String());
        } catch (S3Exception refused) {
            context.response().setStatusCode(refused.statusCode()).end(refused.getMessage());
        }
    }
}
