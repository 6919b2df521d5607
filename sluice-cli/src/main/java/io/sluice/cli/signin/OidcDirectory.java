package io.sluice.cli.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.RenderedDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Who may sign in at the demo's OIDC provider, and to which applications. The file it writes is what {@code SLUICE_OIDC_DIRECTORY}
 * names; it holds passwords and only its owner may read it.
 */
public record OidcDirectory(List<User> users, List<Client> clients) {
    public OidcDirectory {
        users = List.copyOf(users);
        clients = List.copyOf(clients);
    }

    /** The people of the access catalogue, all with this password: it is printed by whoever starts the demo. */
    public static OidcDirectory of(RenderedDirectory people, String password, List<Client> clients) {
        return new OidcDirectory(
                people.users().stream()
                        .map(user -> new User(
                                user.userName(), user.displayName(), user.email(), groups(people, user.id()), password))
                        .toList(),
                clients);
    }

    private static List<String> groups(RenderedDirectory people, String userId) {
        return people.groups().stream()
                .filter(group -> group.memberIds().contains(userId))
                .map(RenderedDirectory.Group::displayName)
                .toList();
    }

    /** A person. The user name is what is typed at sign-in and the token's {@code sub}. */
    public record User(String userName, String displayName, String email, List<String> groups, String password) {
        public User {
            groups = List.copyOf(groups);
        }

        @Override
        public String toString() {
            return "User[" + userName + ", " + groups + ", <password>]";
        }
    }

    /** An application; one without a secret is public. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Client(String id, String secret, List<String> redirectUris, List<String> postLogoutRedirectUris) {
        public Client {
            redirectUris = List.copyOf(redirectUris);
            postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        }

        /** An application on a server, which keeps a secret. */
        public static Client confidential(String id, String secret, List<URI> redirects, List<URI> afterSignOut) {
            return new Client(
                    id,
                    secret,
                    redirects.stream().map(URI::toString).toList(),
                    afterSignOut.stream().map(URI::toString).toList());
        }

        /** {@code sluice credentials}: the redirect holds for every port of the loopback address. */
        public static Client commandLine(String id) {
            return new Client(id, null, List.of("http://127.0.0.1/callback"), List.of());
        }

        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /** Writes it to a file that is not there yet. */
    void write(Path file) throws IOException {
        try (var out = Files.newOutputStream(Files.createFile(file, ownerOnly()))) {
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(out, this);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
