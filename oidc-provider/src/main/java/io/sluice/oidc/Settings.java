package io.sluice.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the provider is told by its environment: {@code SLUICE_OIDC_DIRECTORY} (needed), {@code SLUICE_OIDC_PORT} (9601),
 * {@code SLUICE_OIDC_ISSUER} ({@code http://localhost:PORT}) and {@code SLUICE_OIDC_KEYLIFETIME}.
 *
 * @param directory the file with people and clients, see {@link Directory}
 * @param issuer the {@code iss} of every token, and what discovery is relative to
 * @param keyLifetime how long tokens are signed with one key before the next takes its place
 */
@ConfigurationProperties("sluice.oidc")
record Settings(
        Path directory, URI issuer, @DefaultValue("P1D") Duration keyLifetime) {
    Settings {
        if (directory == null) {
            throw new IllegalArgumentException(
                    "no directory of people and clients; set SLUICE_OIDC_DIRECTORY to a JSON file");
        }
        if (keyLifetime.isNegative() || keyLifetime.isZero()) {
            throw new IllegalArgumentException("SLUICE_OIDC_KEYLIFETIME must be positive, not " + keyLifetime);
        }
    }
}
