package io.sluice.lake.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that a secret yields for one scope, per <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">creating a signed request</a>.
 */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static SigningKey derive(String secret, CredentialScope scope) {
        return new SigningKey(("AWS4" + secret).getBytes(StandardCharsets.UTF_8))
                .next(scope.date())
                .next(scope.region())
                .next(scope.service())
                .next(CredentialScope.TERMINATOR);
    }

    private SigningKey next(String part) {
        return new SigningKey(mac(part));
    }

    /** The signature in hexadecimal. */
    String sign(String text) {
        return Hex.of(mac(text));
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(Hex.bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
