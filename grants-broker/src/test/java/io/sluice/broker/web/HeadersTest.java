package io.sluice.broker.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers as they leave a real listener, with and without TLS. */
class HeadersTest {
    private static final String PASSWORD = "for-this-test";

    @TempDir
    Path folder;

    @Test
    void overTlsBrowsersAreToldToComeByTlsAlone() throws Exception {
        var server = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(certificate().toString()).setPassword(PASSWORD));

        assertThat(transportSecurity(server)).isEqualTo("max-age=31536000");
    }

    @Test
    void withoutTlsTheyAreNot() throws Exception {
        assertThat(transportSecurity(new HttpServerOptions())).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/q/health", "/q/dev-ui-of-somebody/../../", "/browse/q/dev-ui"})
    void everyPathOfAPackagedBrokerHasThePolicy(String path) throws Exception {
        assertThat(header(new HttpServerOptions(), path, "Content-Security-Policy"))
                .startsWith("default-src 'none'");
    }

    @Test
    void thePagesOfDevModeHaveNone() throws Exception {
        assertThat(header(new HttpServerOptions(), "/q/dev-ui/extensions", "Content-Security-Policy"))
                .isNull();
    }

    private static String transportSecurity(HttpServerOptions options) throws Exception {
        return header(options, "/", "Strict-Transport-Security");
    }

    private static String header(HttpServerOptions options, String path, String name) throws Exception {
        var filters = new Filters();
        new Headers().register(filters);
        var vertx = Vertx.vertx();
        try {
            var router = Router.router(vertx);
            filters.getFilters().forEach(filter -> router.route().handler(filter.getHandler()));
            router.route().handler(routing -> routing.response().end("page"));
            var server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            return vertx.createHttpClient(new HttpClientOptions()
                            .setSsl(options.isSsl())
                            .setTrustAll(true)
                            .setVerifyHost(false))
                    .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
                    .compose(request -> request.send())
                    .map(answer -> answer.getHeader(name))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** By the JDK's own tool. */
    private Path certificate() throws Exception {
        var file = folder.resolve("localhost.p12");
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isZero();
        return file;
    }
}
