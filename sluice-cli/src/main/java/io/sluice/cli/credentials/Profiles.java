package io.sluice.cli.credentials;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The file of profiles: {@code profiles:} and under it a name each. It holds no secret. */
record Profiles(@JsonProperty(required = true) Map<String, Profile> profiles) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    Profiles {
        profiles = new TreeMap<>(profiles);
    }

    static Profiles read(Path file) throws IOException, BadProfile {
        if (!Files.isRegularFile(file)) {
            throw new BadProfile("there is no file " + file + "; docs/credentials.md shows what to write there");
        }
        try {
            var profiles = YAML.readValue(file.toFile(), Profiles.class);
            if (profiles == null) {
                throw new BadProfile(file + " is empty");
            }
            return profiles;
        } catch (JsonProcessingException wrong) {
            throw new BadProfile(file + ": " + what(wrong));
        }
    }

    Profile named(String name, Path file) throws BadProfile {
        var profile = profiles.get(name);
        if (profile == null) {
            throw new BadProfile(file + " has no profile " + name + "; it has " + String.join(", ", profiles.keySet()));
        }
        return profile;
    }

    /** The innermost reason, where in the file, and in which member. */
    private static String what(JsonProcessingException wrong) {
        var place =
                wrong.getLocation() == null ? "" : "line " + wrong.getLocation().getLineNr() + ": ";
        return switch (wrong) {
            case UnrecognizedPropertyException unknown ->
                place + "\"" + unknown.getPropertyName() + "\" is not known here; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case DatabindException other
            when other.getCause() instanceof IllegalArgumentException refused -> place + refused.getMessage();
            default -> place + wrong.getOriginalMessage();
        };
    }
}
