package io.sluice.cli.credentials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens and credentials on disk: files with mode 0600 in a folder with mode 0700 that is refused where it is anything else. A file
 * appears whole or not at all, and a {@link Lock} keeps processes that run side by side from doing the same twice. What cannot be read
 * is taken as not there.
 */
final class Cache {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    private final Path folder;

    private Cache(Path folder) {
        this.folder = folder;
    }

    /** The name of a file, without saying what it is for. */
    record Name(String text) {
        static Name signIn(Profile profile) {
            return new Name("sign-in-" + hash(profile.signInKey()));
        }

        static Name device(Profile profile) {
            return new Name("device-" + hash(profile.signInKey()));
        }

        static Name credentials(Profile profile) {
            return new Name(credentialsOf(profile) + hash(profile.credentialsKey()));
        }

        private static String credentialsOf(Profile profile) {
            return "credentials-" + hash(profile.signInKey()) + "-";
        }
    }

    /** Held until it is closed, by one process at a time. */
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    static Cache open(Path folder) throws IOException, Unavailable {
        if (!Files.exists(folder)) {
            if (folder.getParent() != null) {
                Files.createDirectories(folder.getParent());
            }
            try {
                Files.createDirectory(folder, mode("rwx------"));
            } catch (java.nio.file.FileAlreadyExistsException createdMeanwhile) {
                // Checked below like any other.
            }
        }
        if (POSIX) {
            refuseOpenToOthers(folder);
        }
        return new Cache(folder);
    }

    private static void refuseOpenToOthers(Path folder) throws IOException, Unavailable {
        var others = EnumSet.allOf(PosixFilePermission.class);
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        others.retainAll(Files.getPosixFilePermissions(folder));
        var me = System.getProperty("user.name");
        if (!others.isEmpty() || !Files.getOwner(folder).getName().equals(me)) {
            throw new Unavailable(folder + " is for tokens and credentials, but is not yours alone; run chown " + me
                    + " " + folder + " && chmod 700 " + folder + ", or remove it");
        }
    }

    <T> Optional<T> read(Name name, Class<T> type) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(name)), type));
        } catch (NoSuchFileException | JacksonException notThere) {
            return Optional.empty();
        }
    }

    void write(Name name, Object value) throws IOException {
        var temporary = Files.createTempFile(folder, ".", ".tmp", mode("rw-------"));
        try {
            Files.write(temporary, JSON.writeValueAsBytes(value));
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    void remove(Name name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /** Removes what was vended to the sign-in that this profile shares, for whichever profile. */
    void removeCredentials(Profile profile) throws IOException {
        try (var files = Files.newDirectoryStream(folder, Name.credentialsOf(profile) + "*.json")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    Lock lock(Name name) throws IOException {
        var channel = FileChannel.open(
                folder.resolve(name.text() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                mode("rw-------"));
        try {
            channel.lock();
            return channel::close;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private Path file(Name name) {
        return folder.resolve(name.text() + ".json");
    }

    private static FileAttribute<?>[] mode(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
