package io.sluice.system.signin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** One person of each department. */
public enum People {
    MARY("mary.marketing", "marketing"),
    SAM("sam.sales", "sales"),
    CLEO("cleo.support", "customer-support"),
    PAUL("paul.product", "product-management"),
    HANA("hana.hr", "human-resources");

    private final String userName;
    private final String group;

    People(String userName, String group) {
        this.userName = userName;
        this.group = group;
    }

    public String userName() {
        return userName;
    }

    public String group() {
        return group;
    }

    public String email() {
        return userName + "@shopfast.example";
    }

    /** For tests alone; providers that are not of a test get theirs from whoever starts them. */
    public String password() {
        return "test-" + userName;
    }

    /** What Keycloak has as {@code sub}: an id of its own, the same at each start. The demo's provider has the user name. */
    public String id() {
        return UUID.nameUUIDFromBytes(userName.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static List<String> groups() {
        return Arrays.stream(values()).map(People::group).toList();
    }
}
