package io.sluice.lake.principals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of a lake. Every secret key and session token that the lake hands out is an HMAC of its access key id under this key, so that
 * no other secret is ever stored, and all of them are the same after a restart.
 */
public final class MasterKey {
    private static final String FILE = "master.key";
    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final SecretKeySpec key;

    private MasterKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** A key that is forgotten with the process. */
    public static MasterKey random() {
        return new MasterKey(randomBytes());
    }

    /**
     * The key that this folder keeps, made where there is none. Only its owner may read it.
     *
     * @throws IOException where it cannot be read, is not a key, or others may read it
     */
    public static MasterKey in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            create(folder, file);
        }
        if (posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(
                    file + " can be read by others; every secret of the lake follows from it: chmod 600 " + file);
        }
        var bytes = Files.readAllBytes(file);
        if (bytes.length != BYTES) {
            throw new IOException(file + " is not a key of " + BYTES + " bytes");
        }
        return new MasterKey(bytes);
    }

    /** Whole or not at all: a half-written key would be another key after the next start. */
    private static void create(Path folder, Path file) throws IOException {
        var attributes = posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        var draft = Files.createTempFile(folder, FILE, ".new", attributes);
        try {
            Files.write(draft, randomBytes());
            try (var channel = java.nio.channels.FileChannel.open(draft, java.nio.file.StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** The long-lived keys of this name, the same each time. */
    Credentials longLived(String name) {
        var id = "AKIA" + Ids.letters(mac("access key id", name), 16);
        return Credentials.longLived(id, secret(id));
    }

    /** The keys of a session; the token says the same as the keys, and is checked as a whole. */
    Credentials session(String accessKeyId, Instant expiration) {
        var token = "IQoJb3JpZ2luX2VjE"
                + Base64.getEncoder()
                        .encodeToString(mac("session token", accessKeyId + " " + expiration.getEpochSecond()));
        return new Credentials(
                accessKeyId, secret(accessKeyId), Optional.of(new Credentials.Session(token, expiration)));
    }

    /** Forty characters, as AWS's secret keys have. */
    private String secret(String accessKeyId) {
        return Base64.getEncoder()
                .encodeToString(mac("secret access key", accessKeyId))
                .substring(0, 40);
    }

    /** Encrypts what must be kept but cannot be derived, so that the data folder still holds no secret but this key. */
    public byte[] seal(String purpose, byte[] secret) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, secret, 0);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /**
     * What was sealed under this key for the same purpose.
     *
     * @throws IllegalStateException where it was not
     */
    public byte[] unseal(String purpose, byte[] sealed) {
        return cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(sealed, NONCE), sealed, NONCE);
    }

    private byte[] cipher(int mode, String purpose, byte[] nonce, byte[] input, int from) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var own = new SecretKeySpec(mac("seal", purpose), "AES");
            cipher.init(mode, own, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was sealed for " + purpose + " does not open with this key", e);
        }
    }

    private byte[] mac(String purpose, String name) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static byte[] randomBytes() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
