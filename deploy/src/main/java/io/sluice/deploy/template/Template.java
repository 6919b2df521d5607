package io.sluice.deploy.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * A CloudFormation template in JSON, as it is written. From <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">template anatomy</a>.
 *
 * @param name of its file
 */
public record Template(String name, JsonNode root) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public Template {
        Objects.requireNonNull(name);
        Objects.requireNonNull(root);
        if (!root.path("Resources").isObject()) {
            throw new TemplateException(new Where(name, "", "Resources"), "a template has Resources");
        }
    }

    /**
     * The template of this text.
     *
     * @throws TemplateException where it is none
     */
    public static Template parse(String name, String json) {
        try {
            return new Template(name, MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new TemplateException(
                    new Where(name, "", ""),
                    "line " + at.getLineNr() + ", column " + at.getColumnNr() + " is no JSON: "
                            + e.getOriginalMessage());
        }
    }

    static Template read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readString(file));
    }

    /** The name of the stack, which is that of the file. */
    public String stack() {
        return name.replaceFirst("(\\.template)?\\.json$", "");
    }

    /** The members of a section, such as {@code Resources}; none where it is not there. */
    SequencedMap<String, JsonNode> section(String section) {
        var members = new LinkedHashMap<String, JsonNode>();
        root.path(section).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    Where where(String logicalId) {
        return new Where(name, logicalId, "");
    }
}
