package io.sluice.system.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.system.secrets.Secrets.Finding;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
    private static final String SECRET = "wJalr/XUtn+FEMI=K7MDENG";

    @TempDir
    Path folder;

    static Stream<String> lines() {
        return Stream.of(
                "user logged in with " + SECRET + " today",
                "{\"key\":\"" + SECRET.replace("/", "\\/") + "\"}",
                "q=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                "Authorization: Basic " + base64("grants-broker:" + SECRET),
                "Authorization: Basic " + base64("grants-brokers:" + SECRET),
                "Authorization: Basic " + base64("a-broker:" + SECRET + ":more"),
                Base64.getUrlEncoder().encodeToString(("{\"k\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void secretInALogIsFoundInEveryForm(String line) throws IOException {
        var log = Files.writeString(folder.resolve("service.log"), "started\n" + line + "\nstopped\n");

        assertThat(secrets().below(folder, Set.of())).containsExactly(new Finding("the key", log.toString()));
    }

    @Test
    void whatOnlyLooksLikeItIsNotFound() throws IOException {
        Files.writeString(
                folder.resolve("service.log"), "<secret> " + SECRET.substring(1) + base64(SECRET.substring(2)));

        assertThat(secrets().below(folder, Set.of())).isEmpty();
    }

    private static Secrets secrets() {
        var secrets = new Secrets();
        secrets.add("the key", SECRET);
        return secrets;
    }
}
