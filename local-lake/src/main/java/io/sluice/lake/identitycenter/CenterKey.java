package io.sluice.lake.identitycenter;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.storage.Settings;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;

/** The key that Identity Center signs with: made once, kept sealed under the lake's master key. */
final class CenterKey {
    private static final String KIND = "identity-center";
    private static final String NAME = "signing-key";

    private final ECKey key;

    private CenterKey(ECKey key) {
        this.key = key;
    }

    static CenterKey in(Settings settings, MasterKey master) {
        try {
            if (settings.get(KIND, NAME).isEmpty()) {
                var made = new ECKeyGenerator(Curve.P_256)
                        .keyIDFromThumbprint(true)
                        .generate();
                settings.putIfAbsent(
                        KIND, NAME, master.seal(NAME, made.toJSONString().getBytes(StandardCharsets.UTF_8)));
            }
            var stored = master.unseal(NAME, settings.get(KIND, NAME).orElseThrow());
            return new CenterKey(ECKey.parse(new String(stored, StandardCharsets.UTF_8)));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("The signing key of Identity Center cannot be read", e);
        }
    }

    /** @param type what kind of token it is, so that none passes for another */
    String sign(String type, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(type))
                    .keyID(key.getKeyID())
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK signs with P-256", e);
        }
    }

    /** The claims of a token of this type that this key has signed. Says nothing of its time. */
    Optional<JWTClaimsSet> verified(String type, String token) {
        try {
            var jwt = SignedJWT.parse(token);
            boolean ours = JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    && new JOSEObjectType(type).equals(jwt.getHeader().getType())
                    && jwt.verify(new ECDSAVerifier(key.toPublicJWK()));
            return ours ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException _) {
            return Optional.empty();
        }
    }
}
