package io.sluice.lake.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Unpacks the zip of a function: 250 MiB at most, whatever the zip says of itself, and nothing outside of the folder. Files are
 * executable where the zip says so, as with AWS, where a {@code bootstrap} without that bit does not start either. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>.
 */
final class Unpacking extends SimpleFileVisitor<Path> {
    static final long MOST_BYTES = 262_144_000;
    private static final int MOST_FILES = 100_000;
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--r--r--");
    private static final String UNREADABLE =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    private final Path root;
    private final Path folder;
    private final boolean posix;
    private long left = MOST_BYTES;
    private int files;

    private Unpacking(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static void unpack(Path zip, Path folder) throws IOException {
        try (var files =
                FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true, "accessMode", "readOnly"))) {
            var root = files.getPath("/");
            Files.walkFileTree(root, new Unpacking(root, folder));
        } catch (ZipException | ProviderNotFoundException | FileSystemException | IllegalArgumentException _) {
            throw CodeStore.invalid(UNREADABLE);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Files.createDirectories(target(directory));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (++files > MOST_FILES) {
            throw CodeStore.invalid("The zip has more than " + MOST_FILES + " files.");
        }
        var target = target(file);
        try (var in = Files.newInputStream(file);
                var out = Files.newOutputStream(target)) {
            copy(in, out);
        }
        permit(file, target);
        return FileVisitResult.CONTINUE;
    }

    private void copy(java.io.InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw CodeStore.invalid("Unzipped size must be smaller than " + MOST_BYTES + " bytes");
            }
            out.write(buffer, 0, n);
        }
    }

    private void permit(Path file, Path target) throws IOException {
        if (!posix) {
            return;
        }
        var told = Files.getAttribute(file, "zip:permissions");
        var permissions = new HashSet<>(READ_ONLY);
        if (told instanceof Set<?> set) {
            set.stream()
                    .filter(PosixFilePermission.class::isInstance)
                    .map(PosixFilePermission.class::cast)
                    .forEach(permissions::add);
        }
        permissions.add(PosixFilePermission.OWNER_WRITE);
        Files.setPosixFilePermissions(target, permissions);
    }

    private Path target(Path inZip) {
        var target = folder.resolve(root.relativize(inZip).toString()).normalize();
        if (!target.startsWith(folder)) {
            throw CodeStore.invalid(UNREADABLE);
        }
        return target;
    }
}
