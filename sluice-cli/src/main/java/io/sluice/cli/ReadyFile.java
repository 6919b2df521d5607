package io.sluice.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a program needs to use a lake that has just started:
 * {@code {"endpoint","region","account","bucket","administrator":{"accessKeyId","secretAccessKey"},"roles":{"<role name>":{"arn","accessKeyId","secretAccessKey","sessionToken"}}}}.
 * It holds secrets, so only its owner may read it, and it appears whole or not at all.
 */
final class ReadyFile {
    private ReadyFile() {}

    static void write(Path file, LocalLake lake) throws IOException {
        var json = new ObjectMapper();
        var target = file.toAbsolutePath();
        var temporary = Files.createTempFile(target.getParent(), ".ready", ".json", ownerOnly());
        try {
            json.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), content(json, lake));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ObjectNode content(ObjectMapper json, LocalLake lake) {
        var content = json.createObjectNode()
                .put("endpoint", lake.endpoint().toString())
                .put("region", lake.region())
                .put("account", lake.account())
                .put("bucket", lake.bucket());
        content.putObject("administrator")
                .put("accessKeyId", lake.administrator().accessKeyId())
                .put("secretAccessKey", lake.administrator().secretAccessKey());
        var roles = content.putObject("roles");
        lake.roles()
                .forEach((name, role) -> roles.putObject(name)
                        .put("arn", role.arn())
                        .put("accessKeyId", role.accessKeyId())
                        .put("secretAccessKey", role.secretAccessKey())
                        .put("sessionToken", role.sessionToken()));
        return content;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
