package io.sluice.lake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native code. Its own loader unpacks 15 MB from the jar at every start; here they are unpacked once into the
 * user's cache folder, under the checksum that the jar gives, and loaded from there. Where that cannot be done its own loader does.
 */
final class NativeLibrary {
    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());

    private NativeLibrary() {}

    static void load() {
        try {
            RocksDB.loadLibrary(List.of(unpacked().toString()));
        } catch (IOException | UnsatisfiedLinkError e) {
            LOG.log(Level.DEBUG, "no copy of the native library is kept", e);
            RocksDB.loadLibrary();
        }
    }

    private static Path unpacked() throws IOException {
        var source = RocksDB.class.getClassLoader().getResource(Environment.getJniLibraryFileName("rocksdb"));
        if (source == null || !(source.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("the native library is not in a jar");
        }
        var entry = connection.getJarEntry();
        var folder = cacheFolder().resolve("rocksdb-" + Long.toHexString(entry.getCrc()));
        // The name that RocksDB.loadLibrary looks for in a folder differs from that in the jar.
        var file = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
        if (!Files.exists(file) || Files.size(file) != entry.getSize()) {
            unpack(source, file);
        }
        return folder;
    }

    private static void unpack(URL source, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var partial = Files.createTempFile(file.getParent(), "unpacking", null);
        try (InputStream in = source.openStream()) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** In the home folder: nobody else can put a library there. */
    private static Path cacheFolder() {
        var configured = System.getenv("XDG_CACHE_HOME");
        var base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("sluice");
    }
}
