package io.sluice.broker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What can be set, as {@code sluice.broker.*} or {@code SLUICE_BROKER_*}. */
@ConfigMapping(prefix = "sluice.broker")
public interface BrokerConfig {

    /** How a person becomes an AWS identity. */
    enum Identity {
        FEDERATION,
        IDENTITY_CENTER
    }

    Identity identity();

    /** The access catalogue: names, owners, departments, views. */
    Path catalogue();

    /** Where the history is kept; several brokers may share it. */
    @WithDefault("grants-broker-data")
    Path data();

    /** Where AWS is reached, if not at its own host names. */
    Optional<URI> endpoint();

    /** What AWS calls wait at most, with all their attempts. */
    @WithDefault("10s")
    Duration patience();

    /** How long a person's list of grants is believed. */
    @WithDefault("30s")
    Duration listedFor();

    /** How long the person's own sessions last, which may ask for credentials and nothing else. */
    @WithDefault("1h")
    Duration session();

    /** Credentials that one person may ask for in a minute. */
    @WithDefault("30")
    int vendsPerMinute();

    /** How much of an object a preview shows. */
    @WithDefault("64K")
    MemorySize preview();

    /** Derives what protects forms; at least 32 characters, the same for all brokers of one address. */
    String secret();

    /** What {@code sluice credentials} is called at the provider: a public client. */
    @WithDefault("sluice-cli")
    String commandClientId();

    /** How long the body of a request may take to come. */
    @WithDefault("30s")
    Duration formWithin();

    IdentityCenter identityCenter();

    Redaction redaction();

    /** For {@link Identity#IDENTITY_CENTER}. */
    interface IdentityCenter {
        Optional<String> applicationArn();

        /** The role that sessions with the person's identity are of. */
        Optional<String> bearerRoleArn();
    }

    /** The door of redacted views. */
    interface Redaction {
        /** Its address; without it, views are not shown. */
        Optional<URI> url();
    }

    /** Roles by group, beside those of the catalogue's departments. */
    Map<String, String> roles();
}
