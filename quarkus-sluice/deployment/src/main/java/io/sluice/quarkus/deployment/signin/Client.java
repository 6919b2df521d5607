package io.sluice.quarkus.deployment.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** An application that people sign in to, as the provider's file has it; public where it has no secret. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Client(String id, String secret, List<String> redirectUris, List<String> postLogoutRedirectUris) {
    public Client {
        secret = secret == null ? "" : secret;
        redirectUris = redirectUris == null ? List.of() : List.copyOf(redirectUris);
        postLogoutRedirectUris = postLogoutRedirectUris == null ? List.of() : List.copyOf(postLogoutRedirectUris);
    }

    /** {@code sluice credentials}: a redirect to the loopback address holds for every port. */
    static Client commandLine() {
        return new Client("sluice-cli", "", List.of("http://127.0.0.1/callback"), List.of());
    }

    Client with(String shared) {
        return new Client(id, shared, redirectUris, postLogoutRedirectUris);
    }

    @Override
    public String toString() {
        return "Client[" + id + ", " + redirectUris + "]";
    }
}
