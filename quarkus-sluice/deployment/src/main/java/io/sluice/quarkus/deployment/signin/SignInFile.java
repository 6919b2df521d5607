package io.sluice.quarkus.deployment.signin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A running provider, for the applications that share it; it lies in a folder that only its owner may enter.
 *
 * @param password that all people have
 * @param secret that all clients have
 */
record SignInFile(long process, URI issuer, List<Person> people, List<Client> clients, String password, String secret) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "sign-in.json";

    SignInFile {
        people = List.copyOf(people);
        clients = List.copyOf(clients);
    }

    /** The provider that runs in this folder. */
    static Optional<SignInFile> running(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(NAME))) {
            return Optional.empty();
        }
        var file = JSON.readValue(folder.resolve(NAME).toFile(), SignInFile.class);
        return ProcessHandle.of(file.process()).filter(ProcessHandle::isAlive).map(_ -> file);
    }

    void write(Path folder) throws IOException {
        JSON.writeValue(folder.resolve(NAME).toFile(), this);
    }

    /** Whether it serves these people and this client. */
    boolean serves(SignInPlan plan) {
        return people.equals(plan.people())
                && clients.stream().anyMatch(client -> client.with("").equals(plan.client()));
    }

    @Override
    public String toString() {
        return "SignInFile[" + issuer + ", <secret>]";
    }
}
