package io.sluice.system.signin;

import java.util.Arrays;
import java.util.List;

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

    public static List<String> groups() {
        return Arrays.stream(values()).map(People::group).toList();
    }
}
