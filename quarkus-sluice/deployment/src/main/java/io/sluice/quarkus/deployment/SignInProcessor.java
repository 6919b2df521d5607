package io.sluice.quarkus.deployment;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.quarkus.deployment.lake.ClassPath;
import io.sluice.quarkus.deployment.signin.Client;
import io.sluice.quarkus.deployment.signin.Person;
import io.sluice.quarkus.deployment.signin.RunningSignIn;
import io.sluice.quarkus.deployment.signin.SignInPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the OIDC provider beside the lake, for an application that signs people in, where the catalogue names one on localhost and none
 * is configured.
 */
final class SignInProcessor {
    @BuildStep
    Optional<SignInBuildItem> provider(
            Optional<CatalogueBuildItem> catalogue, Capabilities capabilities, LaunchModeBuildItem mode)
            throws IOException {
        if (catalogue.isEmpty()
                || capabilities.isMissing(Capability.OIDC)
                || setting("quarkus.oidc.auth-server-url").isPresent()) {
            return Optional.empty();
        }
        var named = local(catalogue.get().source().rendered());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        var issuer = mode.getLaunchMode() == LaunchMode.TEST ? URI.create("http://localhost:" + free()) : named.get();
        return Optional.of(new SignInBuildItem(named.get(), issuer));
    }

    private static Optional<URI> local(RenderedCatalogue catalogue) {
        if (catalogue.directory().isEmpty()) {
            return Optional.empty();
        }
        return catalogue.oidcProviders().stream()
                .map(provider -> URI.create(provider.url()))
                .filter(url -> "http".equals(url.getScheme()) && "localhost".equals(url.getHost()) && url.getPort() > 0)
                .findFirst();
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @BuildStep
    Optional<DevServicesResultBuildItem> start(
            Optional<SignInBuildItem> signIn,
            Optional<CatalogueBuildItem> catalogue,
            LakeConfig config,
            ApplicationInfoBuildItem application,
            LaunchModeBuildItem mode,
            CurateOutcomeBuildItem curated) {
        if (signIn.isEmpty() || catalogue.isEmpty()) {
            return Optional.empty();
        }
        var source = catalogue.get().source();
        var plan = new SignInPlan(
                signIn.get().issuer(),
                Person.of(source.rendered().directory().orElseThrow()),
                client(application.getName(), config.signIn()),
                SharedFolders.of(mode, config, source.file()).map(folder -> folder.resolve("sign-in")),
                new ClassPath(curated.getApplicationModel()).ofOidcProvider());
        return Optional.of(DevServicesResultBuildItem.<RunningSignIn>owned()
                .feature("sluice")
                .serviceName("sign-in")
                .serviceConfig(plan.identity())
                .startable(() -> new RunningSignIn(plan))
                .configProvider(properties())
                .build());
    }

    private static Client client(String application, LakeConfig.SignIn config) {
        var page = "http://localhost:" + setting("quarkus.http.port").orElse("8080");
        var redirect = setting("quarkus.oidc.authentication.redirect-path").orElse("/");
        return new Client(
                setting("quarkus.oidc.client-id").orElse(application),
                "",
                List.of(page + redirect),
                List.of(page + config.signedOutPath()));
    }

    private static Map<String, Function<RunningSignIn, String>> properties() {
        return Map.of(
                "quarkus.oidc.auth-server-url", RunningSignIn::getConnectionInfo,
                "quarkus.oidc.client-id", RunningSignIn::client,
                "quarkus.oidc.credentials.secret", RunningSignIn::secret,
                "sluice.sign-in.secret", RunningSignIn::secret,
                "sluice.sign-in.password", RunningSignIn::password);
    }

    private static Optional<String> setting(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class);
    }
}
