package io.sluice.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.sluice.broker.access.Access;
import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.aws.LocalhostNames;
import io.sluice.broker.browse.Reading;
import io.sluice.broker.browse.Shelves;
import io.sluice.broker.browse.ViewDoor;
import io.sluice.broker.credentials.Desk;
import io.sluice.broker.credentials.RateLimit;
import io.sluice.broker.credentials.Vending;
import io.sluice.broker.history.History;
import io.sluice.broker.person.Callers;
import io.sluice.broker.person.FederationRoute;
import io.sluice.broker.person.IdentityCenterRoute;
import io.sluice.broker.person.Route;
import io.sluice.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Puts the plain classes together out of the configuration. */
@ApplicationScoped
class Wiring {
    private static final int CONFLICT = 409;
    private static final int CONNECTIONS = 256;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** A broker whose catalogue cannot be read does not come up. */
    @Produces
    @Singleton
    @Startup
    Catalogue catalogue(BrokerConfig config) {
        try {
            return Catalogue.read(config.catalogue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The access catalogue cannot be read from " + config.catalogue()
                            + ". Set SLUICE_BROKER_CATALOGUE to its path.",
                    unreadable);
        }
    }

    @Produces
    @Singleton
    CatalogueWords words(Catalogue catalogue) {
        return new CatalogueWords(catalogue);
    }

    /** The connections to AWS, shared by all clients. */
    @Produces
    @Singleton
    SdkHttpClient connections(BrokerConfig config) {
        return ApacheHttpClient.builder()
                .dnsResolver(new LocalhostNames())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(config.patience())
                .socketTimeout(config.patience())
                .build();
    }

    void close(@Disposes SdkHttpClient connections) {
        connections.close();
    }

    @Produces
    @Singleton
    S3ControlClient control(BrokerConfig config, Catalogue catalogue, SdkHttpClient connections) {
        return set(S3ControlClient.builder(), config, catalogue, connections).build();
    }

    @Produces
    @Singleton
    S3Client s3(BrokerConfig config, Catalogue catalogue, SdkHttpClient connections) {
        return set(S3Client.builder(), config, catalogue, connections).build();
    }

    @Produces
    @Singleton
    SsoOidcClient tokens(BrokerConfig config, Catalogue catalogue, SdkHttpClient connections) {
        return set(SsoOidcClient.builder(), config, catalogue, connections).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B set(
            B builder, BrokerConfig config, Catalogue catalogue, SdkHttpClient connections) {
        builder.httpClient(connections)
                .region(Region.of(catalogue.region()))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(config.patience())
                        .apiCallAttemptTimeout(config.patience().dividedBy(2))
                        // What is being created elsewhere at this moment is there a moment later.
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .retryOnException(Wiring::isConflict)
                                .build())
                        .build());
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof AwsServiceException answered && answered.statusCode() == CONFLICT;
    }

    @Produces
    @Singleton
    Route route(BrokerConfig config, Catalogue catalogue, StsClient sts, SsoOidcClient tokens, Clock clock) {
        return switch (config.identity()) {
            case FEDERATION -> {
                Map<String, String> roles = new HashMap<>(new CatalogueWords(catalogue).rolesByGroup());
                roles.putAll(config.roles());
                yield new FederationRoute(sts, roles, config.session());
            }
            case IDENTITY_CENTER -> new IdentityCenterRoute(tokens, sts, bearer(config, catalogue), clock);
        };
    }

    /** Application and bearer role are the catalogue's, where nothing else is set. */
    private static IdentityCenterRoute.Bearer bearer(BrokerConfig config, Catalogue catalogue) {
        var set = config.identityCenter();
        String application = set.applicationArn()
                .or(() -> catalogue
                        .render()
                        .directory()
                        .map(directory -> directory.applications().getFirst().arn()))
                .orElseThrow(
                        () -> new IllegalStateException("The access catalogue has no identityCenter to come through."));
        String role = set.bearerRoleArn()
                .or(() -> catalogue
                        .people()
                        .identityCenter()
                        .map(center -> "arn:aws:iam::" + catalogue.account() + ":role/"
                                + center.application().bearerRole()))
                .orElseThrow();
        return new IdentityCenterRoute.Bearer(application, role, config.session());
    }

    @Produces
    @Singleton
    @Startup
    Callers callers(Route route, Clock clock) {
        return new Callers(route, clock);
    }

    @Produces
    @Singleton
    Access.Lake lake(S3ControlClient control, Catalogue catalogue) {
        return new Access.Lake(control, catalogue.account());
    }

    @Produces
    @Singleton
    Access access(Access.Lake lake, Callers callers, CatalogueWords words, Clock clock, BrokerConfig config) {
        return new Access(lake, callers, words, clock, config.listedFor());
    }

    @Produces
    @Singleton
    Vending vending(Access.Lake lake, Callers callers, Ledger ledger, Clock clock) {
        return new Vending(lake, callers, ledger, clock);
    }

    /** Vends on its own what the broker reads with itself: nobody is given that, so it is no vending of the person's history. */
    @Produces
    @Singleton
    Shelves shelves(S3Client s3, Reading reading, BrokerConfig config) {
        return new Shelves(
                s3, reading.vending(), config.redaction().url().map(url -> new ViewDoor(url, config.patience())));
    }

    @Produces
    @Singleton
    Reading reading(Access.Lake lake, Callers callers, Clock clock) {
        return new Reading(new Vending(lake, callers, (person, ask, keys) -> {}, clock));
    }

    @Produces
    @Singleton
    Desk desk(RateLimit limit, Access access, Vending vending) {
        return new Desk(limit, access, vending);
    }

    @Produces
    @Singleton
    Ledger ledger(History history, CatalogueWords words, Clock clock) {
        return new Ledger(history, words, clock);
    }

    @Produces
    @Singleton
    RateLimit limit(BrokerConfig config, Clock clock) {
        return new RateLimit(config.vendsPerMinute(), clock);
    }

    /** Opened at the start: a broker that cannot write down what it gives out does not come up. */
    @Produces
    @Singleton
    @Startup
    History history(BrokerConfig config, ObjectMapper json) {
        return new History(config.data(), json);
    }

    void close(@Disposes History history) {
        history.close();
    }
}
