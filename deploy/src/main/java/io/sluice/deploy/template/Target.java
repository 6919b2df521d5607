package io.sluice.deploy.template;

import java.util.Map;

/**
 * What templates are read for.
 *
 * @param parameters by name, the same for every template; those that are not here have their defaults
 */
public record Target(String account, String region, Map<String, String> parameters) {
    public Target {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("An account is twelve digits, not " + account);
        }
        if (region.isEmpty()) {
            throw new IllegalArgumentException("A Region has a name, such as us-east-1");
        }
        parameters = Map.copyOf(parameters);
    }
}
