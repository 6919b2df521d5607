package io.sluice.redaction.door.objectlambda;

import io.sluice.redaction.HashKeys;
import io.sluice.redaction.door.DoorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the door together out of the configuration. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    ObjectLambdaDoor door(S3Client s3, DoorConfig config) {
        InputHosts hosts = new InputHosts(config.inputEndpoints().orElse(List.of()));
        HashKeys keys = config.hashKeys().map(HashKeys::parse).orElseGet(HashKeys::none);
        return new ObjectLambdaDoor(new StoredObjects(hosts), new Answers(s3), keys);
    }
}
