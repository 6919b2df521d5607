package io.sluice.oidc;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The people who may sign in and the clients they may sign in to. A JSON file holds them:
 *
 * <pre>{@code
 * {"users":   [{"userName": "cleo.support", "displayName": "Cleo", "email": "cleo.support@shopfast.example",
 *               "groups": ["customer-support"], "password": "…"}],
 *  "clients": [{"id": "grants-broker", "secret": "…", "redirectUris": ["http://localhost:9605/signed-in"],
 *               "postLogoutRedirectUris": ["http://localhost:9605/"]},
 *              {"id": "sluice-cli", "redirectUris": ["http://127.0.0.1/callback"]}]}
 * }</pre>
 *
 * <p>It holds passwords, so it is refused where others than its owner may read it.
 */
record Directory(List<Person> users, List<Client> clients) {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    Directory {
        users = List.copyOf(need(users, "users"));
        clients = List.copyOf(need(clients, "clients"));
        unique(users.stream().map(Person::userName).toList(), "userName");
        unique(users.stream().map(Person::email).toList(), "email");
        unique(clients.stream().map(Client::id).toList(), "client id");
    }

    /**
     * Somebody who signs in.
     *
     * @param userName what is typed at sign-in, and the token's {@code sub}
     */
    record Person(String userName, String displayName, String email, List<String> groups, String password) {
        Person {
            need(userName, "userName of a user");
            need(email, "email of " + userName);
            need(password, "password of " + userName);
            displayName = displayName == null ? userName : displayName;
            groups = List.copyOf(need(groups, "groups of " + userName));
        }

        @Override
        public String toString() {
            return "Person[" + userName + ", " + groups + ", <password>]";
        }
    }

    /**
     * An application that people sign in to. One without a secret is public: it proves by PKCE that it is the one that began, and a
     * redirect URI of it on a loopback address holds for every port (RFC 8252, section 7.3).
     */
    record Client(String id, Optional<String> secret, List<String> redirectUris, List<String> postLogoutRedirectUris) {
        Client {
            need(id, "id of a client");
            redirectUris = List.copyOf(need(redirectUris, "redirectUris of " + id));
            postLogoutRedirectUris = postLogoutRedirectUris == null ? List.of() : List.copyOf(postLogoutRedirectUris);
        }

        @Override
        public String toString() {
            return "Client[" + id + ", " + secret.map(s -> "<secret>").orElse("public") + "]";
        }
    }

    /** Reads the file, or says what of it is wrong. */
    static Directory read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "there is no file " + file + "; SLUICE_OIDC_DIRECTORY names the people who may sign in");
        }
        ownerOnly(file);
        try {
            return JSON.readValue(file.toFile(), Directory.class);
        } catch (JsonParseException noJson) {
            // Where, but not what: it could be a password.
            var where = noJson.getLocation();
            throw new IOException(
                    file + " is not JSON at line " + where.getLineNr() + ", column " + where.getColumnNr(), null);
        } catch (DatabindException wrong) {
            throw new IOException(file + ": " + wrong.getOriginalMessage(), null);
        }
    }

    Optional<Person> person(String userName) {
        return users.stream().filter(user -> user.userName().equals(userName)).findFirst();
    }

    private static void ownerOnly(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        var others = EnumSet.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE);
        others.retainAll(Files.getPosixFilePermissions(file));
        if (!others.isEmpty()) {
            throw new IOException(
                    file + " holds passwords and others may use it (" + others + "); run chmod 600 " + file);
        }
    }

    private static <T> T need(T value, String what) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    private static void unique(Collection<String> values, String what) {
        var seen = new HashSet<String>();
        for (var value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(what + " " + value + " is there twice");
            }
        }
    }
}
