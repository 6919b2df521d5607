package io.sluice.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What AWS's services call their actions and condition keys, so that a misspelt one is found before it is trusted.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
final class ServiceAuthorization {
    static final ServiceAuthorization INSTANCE = new ServiceAuthorization();

    /** What an identity provider's token says, under the provider's name: {@code idp.example.com/realm:sub}. */
    private static final Pattern TOKEN_KEY =
            Pattern.compile("(?:[a-z0-9-]+\\.)+[a-z0-9-]+(?:/[^\\s${}]*)?:[a-z_/]+|localhost[^\\s${}]*:[a-z_]+");

    private final Set<String> services = new HashSet<>();
    private final Map<String, Map<String, String>> actions = new TreeMap<>();
    private final Map<String, Map<String, String>> types = new TreeMap<>();
    private final Map<String, String> lowerCase = new HashMap<>();
    private final Map<String, String> keys = new TreeMap<>();
    private final List<String> openKeys = new ArrayList<>();

    private ServiceAuthorization() {
        try (var in = new BufferedReader(new InputStreamReader(
                ServiceAuthorization.class.getResourceAsStream("service-authorization.txt"), StandardCharsets.UTF_8))) {
            in.lines().forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        var words = line.split(" ", -1);
        switch (words[0]) {
            case "service" -> services.add(words[1]);
            case "action" -> {
                actions.computeIfAbsent(words[1], _ -> new TreeMap<>())
                        .put(words[2].toLowerCase(Locale.ROOT), words[2]);
                var action = words[1] + ":" + words[2];
                lowerCase.put(action, action.toLowerCase(Locale.ROOT));
                types.computeIfAbsent(words[1], _ -> new TreeMap<>()).put(words[1] + ":" + words[2], words[3]);
            }
            case "key" -> addKey(words[1]);
            default -> {}
        }
    }

    private void addKey(String key) {
        keys.put(key.toLowerCase(Locale.ROOT), key);
        if (key.contains("<>")) {
            openKeys.add(key.toLowerCase(Locale.ROOT));
        }
    }

    /** An action in lower case; those that are known, as AWS writes them, without making it anew. */
    String lowerCase(String action) {
        var known = lowerCase.get(action);
        return known == null ? action.toLowerCase(Locale.ROOT) : known;
    }

    /** The resource types of the actions of a service, by action as written. */
    Map<String, String> actionTypes(String service) {
        return types.getOrDefault(service, Map.of());
    }

    boolean knowsService(String service) {
        return services.contains(service.toLowerCase(Locale.ROOT));
    }

    String nearestService(String service) {
        return nearest(service, services);
    }

    /** Whether a service has an action that matches; services not known action by action have. */
    boolean hasAction(String service, String pattern) {
        var names = actions.get(service.toLowerCase(Locale.ROOT));
        if (names == null || names.containsKey(pattern.toLowerCase(Locale.ROOT))) {
            return true;
        }
        var glob = Glob.of(pattern.toLowerCase(Locale.ROOT));
        return glob.isPattern() && names.keySet().stream().anyMatch(glob::matches);
    }

    String nearestAction(String service, String pattern) {
        var names = actions.get(service.toLowerCase(Locale.ROOT)).values();
        var near = nearest(pattern, names);
        return near.isEmpty() ? "" : service + ":" + near;
    }

    boolean hasKey(String key) {
        var name = key.toLowerCase(Locale.ROOT);
        if ((keys.containsKey(name) && !name.contains("<>"))
                || TOKEN_KEY.matcher(name).matches()) {
            return true;
        }
        if (openKeys.stream().anyMatch(open -> fits(open, name))) {
            return true;
        }
        int colon = name.indexOf(':');
        var service = colon < 0 ? "" : name.substring(0, colon);
        return services.contains(service) && !actions.containsKey(service) && colon + 1 < name.length();
    }

    private static boolean fits(String open, String name) {
        int hole = open.indexOf("<>");
        return hole > 0
                && name.length() > open.length() - 2
                && name.startsWith(open.substring(0, hole))
                && (open.indexOf("<>", hole + 2) >= 0 || name.endsWith(open.substring(hole + 2)));
    }

    String nearestKey(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return nearest(
                    key, keys.values().stream().filter(k -> !k.contains("<>")).toList());
        }
        var stem = nearest(
                key.substring(0, slash),
                openKeys.stream()
                        .filter(open -> open.endsWith("/<>"))
                        .map(open -> keys.get(open).substring(0, open.length() - 3))
                        .toList());
        return stem.isEmpty() ? "" : stem + key.substring(slash);
    }

    /** The candidate within a third of its length in edits, or empty. */
    static String nearest(String text, Collection<String> candidates) {
        var best = "";
        int bound = text.indexOf('*') >= 0 || text.length() > 64 ? 0 : text.length() / 3 + 1;
        for (var candidate : new java.util.TreeSet<>(candidates)) {
            int distance = distance(text, candidate, bound);
            if (distance < bound) {
                best = candidate;
                bound = distance;
            }
        }
        return best;
    }

    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) >= bound) {
            return bound;
        }
        var left = a.toLowerCase(Locale.ROOT);
        var right = b.toLowerCase(Locale.ROOT);
        var row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
