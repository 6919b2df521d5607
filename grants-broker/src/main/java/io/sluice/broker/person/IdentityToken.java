package io.sluice.broker.person;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A token of the provider, verified already. It is passed to AWS and to the redacted views, and never printed. */
public record IdentityToken(String text) {
    public IdentityToken {
        Objects.requireNonNull(text);
    }

    /** A name for this very token that gives nothing away. */
    public String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "IdentityToken[…]";
    }
}
