package io.sluice.system.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/** The libraries that are really there where the modules were packaged: beside their jars and in the functions' zips. */
final class Shipped {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> FOLDERS = List.of(
            "sluice-cli/target/lib",
            "oidc-provider/target/lib",
            "deploy/target/lib",
            "store-producer/target/quarkus-app/lib",
            "sales-consumer/target/quarkus-app/lib",
            "grants-broker/target/quarkus-app/lib");
    private static final List<String> ZIPS =
            List.of("redaction-service/target/function.zip", "inventory-consumer/target/function.zip");

    private Shipped() {}

    /** File names by the SHA-256 of what they hold; the jars of Sluice's own modules are left out. */
    static Map<String, String> libraries() throws IOException {
        var found = new TreeMap<String, String>();
        for (var folder : FOLDERS) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                for (var jar : files.filter(file -> isLibrary(file.getFileName().toString()))
                        .toList()) {
                    try (var in = Files.newInputStream(jar)) {
                        found.put(sha256(in), ROOT.relativize(jar).toString());
                    }
                }
            }
        }
        for (var zip : ZIPS) {
            addZip(ROOT.resolve(zip), found);
        }
        return found;
    }

    private static void addZip(Path file, Map<String, String> found) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.getName().startsWith("lib/") && isLibrary(name)) {
                    found.put(sha256(zip), ROOT.relativize(file) + "!" + entry.getName());
                }
            }
        }
    }

    private static boolean isLibrary(String name) {
        return name.endsWith(".jar") && !name.contains("0.1.0-SNAPSHOT");
    }

    private static String sha256(InputStream in) throws IOException {
        try {
            var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
