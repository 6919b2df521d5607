package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.Configuration.CodePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;

/**
 * The zips of functions and what is unpacked of them, in one folder, each under the hash of its content. Code that no function has any
 * more is deleted when the lake starts.
 */
final class CodeStore {
    private final Path zips;
    private final Path unpacked;

    CodeStore(Path folder) throws IOException {
        zips = Files.createDirectories(folder.resolve("code"));
        unpacked = Files.createDirectories(folder.resolve("task"));
    }

    /**
     * Keeps a zip and unpacks it.
     *
     * @throws AwsException {@code InvalidParameterValueException} where it is not a zip, or unpacks to too much
     */
    CodePackage put(byte[] zip, String architecture) {
        var hash = hash(zip);
        var code = new CodePackage(hash, zip.length, architecture);
        try {
            var part = Files.createTempFile(zips, "new", ".part");
            try {
                Files.write(part, zip);
                if (!Files.isDirectory(task(hash))) {
                    unpack(part, hash);
                }
                Files.move(part, zips.resolve(hash + ".zip"), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The code of a function could not be kept", e);
        }
        return code;
    }

    /** The folder with the unpacked code: a function's {@code LAMBDA_TASK_ROOT}. */
    Path task(CodePackage code) {
        try {
            if (!Files.isDirectory(task(code.sha256()))) {
                unpack(zips.resolve(code.sha256() + ".zip"), code.sha256());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The code of a function could not be unpacked", e);
        }
        return task(code.sha256());
    }

    Path zip(CodePackage code) {
        return zips.resolve(code.sha256() + ".zip");
    }

    private Path task(String hash) {
        return unpacked.resolve(hash);
    }

    /** It appears whole or not at all. */
    private void unpack(Path zip, String hash) throws IOException {
        var part = Files.createTempDirectory(unpacked, "new");
        try {
            Unpacking.unpack(zip, part);
            Files.move(part, task(hash), StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException _) {
            // Another request was faster with the very same code.
        } finally {
            delete(part);
        }
    }

    /** Deletes what none of these is. */
    void retain(Set<String> hashes) throws IOException {
        try (var all = Files.list(zips)) {
            for (var file : all.filter(each -> !hashes.contains(stem(each))).toList()) {
                Files.delete(file);
            }
        }
        try (var all = Files.list(unpacked)) {
            for (var folder : all.filter(each -> !hashes.contains(stem(each))).toList()) {
                delete(folder);
            }
        }
    }

    private static String stem(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".zip") ? name.substring(0, name.length() - 4) : name;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String hash(byte[] zip) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorCode.InvalidParameterValueException, message);
    }
}
