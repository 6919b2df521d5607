package io.sluice.system.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a day leaves: the secrets that were used, the pages that were shown, and the files that are there to keep secrets. */
final class Traces {
    private final Secrets secrets = new Secrets();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<Path> keepers = new HashSet<>();
    private final Set<Path> handed = new HashSet<>();
    private final List<String> pages = new ArrayList<>();

    void secret(String name, String value) {
        secrets.add(name, value);
        values.put(name, value);
    }

    void secret(String name, byte[] value) {
        secrets.add(name, value);
    }

    void page(String body) {
        pages.add(body);
    }

    /** A file that is there to keep secrets. */
    void keeper(Path file) {
        keepers.add(file);
    }

    /** What a command printed for its caller, which is a pipe or a terminal where it is not a test. */
    void handed(Path file) {
        handed.add(file);
    }

    /** A secret that was used before. */
    String value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("nobody has used " + name + " yet");
        }
        return value;
    }

    /** What a text of settings gives a variable. */
    static String after(String text, String variable) throws IOException {
        var found = Pattern.compile(variable + "=(\\S+)").matcher(text);
        if (!found.find()) {
            throw new IOException("no " + variable + " in " + text);
        }
        return found.group(1);
    }

    Secrets secrets() {
        return secrets;
    }

    Set<Path> keepers() {
        return Set.copyOf(keepers);
    }

    /** The files that may have secrets. */
    Set<Path> exempt() {
        var all = new HashSet<>(keepers);
        all.addAll(handed);
        return all;
    }

    List<String> pages() {
        return List.copyOf(pages);
    }
}
