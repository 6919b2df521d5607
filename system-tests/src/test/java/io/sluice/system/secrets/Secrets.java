package io.sluice.system.secrets;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every secret of a run by its name, and where any of them can be read, in whatever form. */
final class Secrets {
    /** What is shorter would be found where it is not. */
    private static final int SHORTEST = 8;

    private static final long LARGEST = 64L << 20;

    private final Map<String, Set<String>> forms = new LinkedHashMap<>();

    /** Where one of them stands. */
    record Finding(String secret, String place) {}

    void add(String name, String value) {
        add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    void add(String name, byte[] value) {
        if (value.length < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
        }
        var all = forms.computeIfAbsent(name, _ -> new LinkedHashSet<>());
        var text = new String(value, StandardCharsets.ISO_8859_1);
        all.add(text);
        all.add(text.replace("/", "\\/"));
        all.add(URLEncoder.encode(text, StandardCharsets.ISO_8859_1));
        all.add(HexFormat.of().formatHex(value));
        for (int before = 0; before < 3; before++) {
            all.addAll(inBase64(value, before));
        }
    }

    /** How it looks in Base64 behind so many other bytes: the characters that say nothing else. */
    private static List<String> inBase64(byte[] value, int before) {
        var shifted = new byte[before + value.length];
        System.arraycopy(value, 0, shifted, before, value.length);
        int from = before == 0 ? 0 : before + 1;
        int to = (before + value.length) * 8 / 6;
        return List.of(
                Base64.getEncoder().withoutPadding().encodeToString(shifted).substring(from, to),
                Base64.getUrlEncoder().withoutPadding().encodeToString(shifted).substring(from, to));
    }

    Set<String> names() {
        return forms.keySet();
    }

    /** Those of them that a text has. */
    List<Finding> in(String place, String text) {
        return forms.entrySet().stream()
                .filter(secret -> secret.getValue().stream().anyMatch(text::contains))
                .map(secret -> new Finding(secret.getKey(), place))
                .toList();
    }

    List<Finding> in(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large to be searched");
        }
        return in(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    /** Those in all files of a folder but the exempt ones. */
    List<Finding> below(Path folder, Set<Path> exempt) throws IOException {
        var found = new ArrayList<Finding>();
        try (var files = Files.walk(folder)) {
            for (var file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
                if (!exempt.contains(file)) {
                    found.addAll(in(file));
                }
            }
        }
        return found;
    }
}
