package io.sluice.system.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The realm that {@link Keycloak} imports: {@link People}, their groups, and the two clients. */
final class KeycloakRealm {
    static final String NAME = "shopfast";

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeycloakRealm() {}

    static String json() {
        var realm = JSON.createObjectNode()
                .put("realm", NAME)
                .put("enabled", true)
                .put("revokeRefreshToken", true)
                .put("refreshTokenMaxReuse", 0)
                .put("oauth2DevicePollingInterval", 1);
        var groups = realm.putArray("groups");
        People.groups().forEach(group -> groups.addObject().put("name", group));
        var users = realm.putArray("users");
        for (var person : People.values()) {
            users.add(user(person));
        }
        var clients = realm.putArray("clients");
        clients.add(commandLine());
        clients.add(broker());
        return realm.toPrettyString();
    }

    private static ObjectNode user(People person) {
        var user = JSON.createObjectNode()
                .put("id", person.id())
                .put("username", person.userName())
                .put("email", person.email())
                .put("emailVerified", true)
                .put("firstName", person.name())
                .put("lastName", person.group())
                .put("enabled", true);
        user.putArray("groups").add("/" + person.group());
        user.putArray("credentials").addObject().put("type", "password").put("value", person.password());
        return user;
    }

    /** Public, with PKCE and the device grant; the redirect holds for every port of the loopback address. */
    private static ObjectNode commandLine() {
        var client = client(DemoProvider.COMMAND_LINE, List.of("http://127.0.0.1/callback"))
                .put("publicClient", true);
        attributes(client).put("oauth2.device.authorization.grant.enabled", "true");
        return client;
    }

    private static ObjectNode broker() {
        var client = client(DemoProvider.BROKER, List.of("http://localhost:*"))
                .put("publicClient", false)
                .put("secret", DemoProvider.BROKER_SECRET);
        attributes(client).put("post.logout.redirect.uris", "+");
        return client;
    }

    private static ObjectNode client(String id, List<String> redirects) {
        var client = JSON.createObjectNode()
                .put("clientId", id)
                .put("enabled", true)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false);
        var uris = client.putArray("redirectUris");
        redirects.forEach(uris::add);
        attributes(client).put("pkce.code.challenge.method", "S256");
        var mapper = client.putArray("protocolMappers")
                .addObject()
                .put("name", "groups")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-group-membership-mapper");
        mapper.putObject("config")
                .put("claim.name", "groups")
                .put("full.path", "false")
                .put("id.token.claim", "true")
                .put("access.token.claim", "true")
                .put("userinfo.token.claim", "true");
        return client;
    }

    private static ObjectNode attributes(ObjectNode client) {
        return client.withObject("/attributes");
    }
}
