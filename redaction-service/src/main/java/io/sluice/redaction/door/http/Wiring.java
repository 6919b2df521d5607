package io.sluice.redaction.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.redaction.HashKeys;
import io.sluice.redaction.door.DoorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the door together out of the configuration. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    Views views(DoorConfig config) throws IOException {
        HashKeys keys = config.hashKeys().map(HashKeys::parse).orElseGet(HashKeys::none);
        Optional<Path> file = config.viewsFile();
        Optional<byte[]> json = file.isPresent()
                ? Optional.of(Files.readAllBytes(file.get()))
                : config.views().map(text -> text.getBytes(UTF_8));
        return json.isPresent() ? Views.read(json.get(), keys) : Views.none();
    }

    @Produces
    @Singleton
    LakeReader lake(S3Client s3, DoorConfig config) {
        return new LakeReader(s3, config.bucket());
    }

    @Produces
    @Singleton
    ViewsDoor door(Views views, LakeReader lake) {
        return new ViewsDoor(views, lake);
    }
}
