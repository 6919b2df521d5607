package io.sluice.quarkus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A running lake, as it describes itself in a file. The file holds secrets, so only its owner may read it, and it appears whole or not
 * at all.
 *
 * @param process the id of the lake's process
 * @param fingerprint of the catalogue that it enforces
 * @param roles by name
 * @param accessPoints aliases by name
 * @param objectLambdaAccessPoints aliases by name
 */
public record LakeFile(
        Place place,
        long process,
        String fingerprint,
        Path accessLog,
        Keys administrator,
        Map<String, Keys> roles,
        Map<String, String> accessPoints,
        Map<String, String> objectLambdaAccessPoints) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public LakeFile {
        roles = Map.copyOf(roles);
        accessPoints = Map.copyOf(accessPoints);
        objectLambdaAccessPoints = Map.copyOf(objectLambdaAccessPoints);
    }

    /** Where the lake is, and what it takes itself to be. */
    public record Place(URI endpoint, String region, String account, String bucket) {}

    public static LakeFile read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), LakeFile.class);
    }

    public void write(Path file) throws IOException {
        var temporary = Files.createTempFile(file.getParent(), ".lake", ".json", ownerOnly());
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), this);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
