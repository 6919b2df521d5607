package io.sluice.quarkus.deployment.devui;

import io.sluice.catalogue.audit.Matrix;
import io.sluice.catalogue.audit.World;
import io.sluice.quarkus.Keys;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.lake.CatalogueSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the pages of the card show. Everything is made of texts, maps and lists, which is what crosses to the page. Keys are told for one
 * identity at a time, when somebody asks: they open nothing but this lake.
 *
 * @param file where the running lake describes itself
 */
public record LakeCard(CatalogueSource source, Supplier<Optional<Path>> file) {
    private static final String ADMINISTRATOR = "administrator";
    private static final int NEWEST = 200;

    /** {@code {"facts":[{name,value}],"identities":[{name,arn}]}}, or {@code {"problem"}} where there is no lake. */
    public Map<String, Object> describe() {
        var lake = lake();
        if (lake.isEmpty()) {
            return Map.of("problem", "The lake does not run; restart the application.");
        }
        return Map.of("facts", facts(lake.get()), "identities", identities(lake.get()));
    }

    private List<Map<String, String>> facts(LakeFile lake) {
        var facts = new ArrayList<Map<String, String>>();
        facts.add(fact("Endpoint", lake.place().endpoint().toString()));
        facts.add(fact("Region", lake.place().region()));
        facts.add(fact("Account", lake.place().account()));
        facts.add(fact("Bucket", lake.place().bucket()));
        new TreeMap<>(lake.accessPoints()).forEach((name, alias) -> facts.add(fact("Access point " + name, alias)));
        new TreeMap<>(lake.objectLambdaAccessPoints())
                .forEach((name, alias) -> facts.add(fact("Object Lambda access point " + name, alias)));
        facts.add(fact("Catalogue", source.file().toString()));
        facts.add(fact("Access log", lake.accessLog().toString()));
        return facts;
    }

    private static Map<String, String> fact(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private static List<Map<String, String>> identities(LakeFile lake) {
        var identities = new ArrayList<Map<String, String>>();
        identities.add(Map.of("name", ADMINISTRATOR, "arn", lake.administrator().arn()));
        new TreeMap<>(lake.roles()).forEach((name, keys) -> identities.add(Map.of("name", name, "arn", keys.arn())));
        return identities;
    }

    /** {@code {"shell"}}: the lines that make a shell this identity. */
    public Map<String, String> keys(Map<String, String> parameters) {
        var name = parameters.getOrDefault("identity", "");
        var lake = lake().orElseThrow(() -> new IllegalStateException("the lake does not run"));
        var keys =
                name.equals(ADMINISTRATOR) ? lake.administrator() : lake.roles().get(name);
        if (keys == null) {
            throw new IllegalArgumentException("there is no identity " + name);
        }
        return Map.of("shell", shell(lake.place(), keys));
    }

    private static String shell(LakeFile.Place place, Keys keys) {
        var lines = new ArrayList<>(List.of(
                "export AWS_ENDPOINT_URL=" + place.endpoint() + " AWS_REGION=" + place.region(),
                "export AWS_ACCESS_KEY_ID=" + keys.accessKeyId() + " AWS_SECRET_ACCESS_KEY=" + keys.secretAccessKey()));
        lines.add(
                keys.sessionToken().isEmpty()
                        ? "unset AWS_SESSION_TOKEN"
                        : "export AWS_SESSION_TOKEN=" + keys.sessionToken());
        return String.join("\n", lines);
    }

    /** The newest requests, the newest first. */
    public List<Map<String, Object>> log() {
        var lake = lake();
        if (lake.isEmpty()) {
            return List.of();
        }
        try (var lines = Files.lines(lake.get().accessLog())) {
            return new AccessLogTail(NEWEST).of(lines);
        } catch (NoSuchFileException noRequestYet) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who may do what, by which way. */
    public List<Map<String, String>> matrix() {
        return Matrix.of(source.catalogue(), World.of(source.rendered())).stream()
                .map(entry -> Map.of(
                        "dataSet",
                        entry.dataSet() + (entry.part().isEmpty() ? "" : " (only " + entry.part() + ")"),
                        "who",
                        entry.who(),
                        "permission",
                        entry.permission().name().toLowerCase(java.util.Locale.ROOT),
                        "form",
                        entry.redacted() ? "redacted" : "raw",
                        "way",
                        entry.path() + (entry.condition().isEmpty() ? "" : " if " + entry.condition())))
                .toList();
    }

    private Optional<LakeFile> lake() {
        try {
            var found = file.get().filter(Files::exists);
            return found.isPresent() ? Optional.of(LakeFile.read(found.get())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
