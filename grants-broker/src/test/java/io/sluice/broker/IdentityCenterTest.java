package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.access.Access;
import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.access.Entry;
import io.sluice.broker.access.Permission;
import io.sluice.broker.aws.LocalhostNames;
import io.sluice.broker.credentials.Ask;
import io.sluice.broker.credentials.Keys;
import io.sluice.broker.credentials.Vending;
import io.sluice.broker.person.Callers;
import io.sluice.broker.person.IdentityCenterRoute;
import io.sluice.broker.person.IdentityToken;
import io.sluice.broker.person.Person;
import io.sluice.broker.person.SignInAgainException;
import io.sluice.broker.person.SignedIn;
import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;

/** The way through IAM Identity Center, from the provider's token to the object. */
class IdentityCenterTest {
    private static LocalLake lake;
    private static Provider provider;
    private static Catalogue catalogue;

    private Callers callers;
    private Access access;
    private Vending vending;

    @BeforeAll
    static void start() throws IOException {
        provider = new Provider(user -> List.of());
        catalogue = Catalogue.parse(
                "catalogue.yaml", World.catalogue().replace("http://localhost:9601", provider.issuer()));
        lake = LocalLake.builder().catalogue(catalogue).start();
        var keys = lake.administrator();
        try (var s3 =
                Lakes.s3(lake.endpoint(), AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))) {
            s3.putObject(put -> put.bucket(World.DATA).key("users/user_list"), RequestBody.fromString("1,John\n"));
        }
    }

    @AfterAll
    static void stop() {
        lake.close();
        provider.close();
    }

    @BeforeEach
    void wire() {
        var role = lake.roles().get("grantsBrokerRole");
        var own = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken()));
        var tokens = SsoOidcClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(own)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        var control = S3ControlClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder().dnsResolver(new LocalhostNames()))
                .build();
        var bearer = new IdentityCenterRoute.Bearer(
                catalogue
                        .render()
                        .directory()
                        .orElseThrow()
                        .applications()
                        .getFirst()
                        .arn(),
                "arn:aws:iam::" + lake.account() + ":role/identityBearerRole",
                Duration.ofHours(1));
        Clock clock = Clock.systemUTC();
        callers = new Callers(
                new IdentityCenterRoute(tokens, Lakes.sts(lake.endpoint(), own.resolveCredentials()), bearer, clock),
                clock);
        var asked = new Access.Lake(control, lake.account());
        access = new Access(asked, callers, new CatalogueWords(catalogue), clock, Duration.ofSeconds(30));
        vending = new Vending(asked, callers, (person, ask, keys) -> {}, clock);
    }

    private static SignedIn cleo() {
        return cleo(provider.tokens("cleo.support").id(claims -> {}));
    }

    private static SignedIn cleo(String token) {
        return new SignedIn(
                new Person(
                        provider.issuer(),
                        "cleo.support",
                        "Cleo",
                        "cleo.support@shopfast.example",
                        new TreeSet<>(List.of("customer-support")),
                        ""),
                new IdentityToken(token));
    }

    private Entry.Granted users(SignedIn cleo) {
        return access.of(cleo).entries().stream()
                .filter(Entry.Granted.class::isInstance)
                .map(Entry.Granted.class::cast)
                .filter(entry -> entry.words().dataSet().equals("users"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePersonsGroupsHaveTheGrants() {
        assertThat(access.of(cleo()).entries())
                .extracting(entry -> entry.words().dataSet() + " " + entry.permission())
                .containsExactlyInAnyOrder("users READ", "feedback READWRITE");
    }

    @Test
    void whatIsVendedReadsInsideTheGrantOnly() {
        SignedIn cleo = cleo();
        Keys keys = vending.keys(cleo, Ask.whole(users(cleo).grant(), Permission.READ, Duration.ofMinutes(15)));

        try (var s3 = Lakes.s3(lake.endpoint(), keys.asSdk())) {
            assertThat(s3.getObjectAsBytes(get -> get.bucket(World.DATA).key("users/user_list"))
                            .asUtf8String())
                    .isEqualTo("1,John\n");
            assertThatThrownBy(() -> s3.getObject(get -> get.bucket(World.DATA).key("leads/x")))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void theLogSaysWhoThePersonIs() throws IOException {
        SignedIn cleo = cleo();
        Keys keys = vending.keys(cleo, Ask.whole(users(cleo).grant(), Permission.READ, Duration.ofMinutes(15)));
        try (var s3 = Lakes.s3(lake.endpoint(), keys.asSdk())) {
            s3.headObject(head -> head.bucket(World.DATA).key("users/user_list"));
        }

        assertThat(Files.readString(lake.accessLog())).contains("onBehalfOf");
    }

    @Test
    void aTokenIsExchangedOnceHoweverOftenItIsNeeded() {
        SignedIn cleo = cleo();
        access.of(cleo);
        callers.forget(cleo.person());
        access.forget(cleo.person());

        assertThat(access.of(cleo).entries()).hasSize(2);
    }

    @Test
    void aTokenThatAnotherBrokerHasExchangedAsksForANewSignIn() {
        SignedIn cleo = cleo();
        access.of(cleo);
        wire();

        assertThatThrownBy(() -> access.of(cleo)).isInstanceOf(SignInAgainException.class);
        assertThat(access.of(cleo()).entries()).hasSize(2);
    }
}
