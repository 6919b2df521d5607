package io.sluice.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy document, parsed strictly and compiled once. What is not understood in full is refused with a
 * {@link PolicyException}: a policy that is half understood decides wrongly.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
public final class PolicyDocument {
    /** The most bytes of a document, the limit of bucket and access point policies. */
    public static final int MAX_BYTES = 20 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final String version;
    private final Optional<String> id;
    private final List<Statement> statements;

    PolicyDocument(String version, Optional<String> id, List<Statement> statements) {
        this.version = version;
        this.id = id;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a document.
     *
     * @throws PolicyException where it is no policy, with the place and what was probably meant
     */
    public static PolicyDocument parse(String json) {
        return new PolicyParser().parse(json);
    }

    /**
     * The statements of several documents as one, which may be larger than AWS takes: to measure with, and to decide by
     * many documents at once. All must be of one version.
     */
    public static PolicyDocument join(List<PolicyDocument> documents, PolicyDocument last) {
        var all = Stream.concat(documents.stream(), Stream.of(last)).toList();
        if (all.stream().anyMatch(document -> !document.version.equals(last.version))) {
            throw new IllegalArgumentException("Documents of different versions");
        }
        return new PolicyDocument(
                last.version,
                Optional.empty(),
                all.stream().flatMap(document -> document.statements.stream()).toList());
    }

    /** {@code 2008-10-17}, also where the document does not say, or {@code 2012-10-17}, which has policy variables. */
    public String version() {
        return version;
    }

    public Optional<String> id() {
        return id;
    }

    public List<Statement> statements() {
        return statements;
    }

    /** The document as JSON; parsed again it is equal to this one. */
    public String toJson() {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Version", version);
        if (id.isPresent()) {
            json.writeStringField("Id", id.get());
        }
        json.writeArrayFieldStart("Statement");
        for (var statement : statements) {
            write(json, statement);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Statement statement) throws IOException {
        json.writeStartObject();
        if (statement.sid().isPresent()) {
            json.writeStringField("Sid", statement.sid().get());
        }
        json.writeStringField("Effect", statement.effect().text());
        if (statement.principal().isPresent()) {
            write(json, statement.principal().get());
        }
        list(json, statement.excludesActions() ? "NotAction" : "Action", statement.actions());
        if (!statement.resources().isEmpty()) {
            list(json, statement.excludesResources() ? "NotResource" : "Resource", statement.resources());
        }
        if (!statement.conditions().isEmpty()) {
            json.writeObjectFieldStart("Condition");
            writeConditions(json, statement.conditions());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PrincipalElement principal) throws IOException {
        json.writeFieldName(principal.isNegated() ? "NotPrincipal" : "Principal");
        if (principal.entries().containsKey("*")) {
            json.writeString("*");
            return;
        }
        json.writeStartObject();
        for (Map.Entry<String, List<String>> entry : principal.ordered().entrySet()) {
            list(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeConditions(JsonGenerator json, List<Condition> conditions) throws IOException {
        var operators =
                conditions.stream().map(Condition::operatorText).distinct().toList();
        for (var operator : operators) {
            json.writeObjectFieldStart(operator);
            for (var condition : conditions) {
                if (condition.operatorText().equals(operator)) {
                    list(json, condition.key(), condition.values());
                }
            }
            json.writeEndObject();
        }
    }

    private static void list(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeFieldName(name);
        if (values.size() == 1) {
            json.writeString(values.getFirst());
            return;
        }
        json.writeStartArray();
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyDocument that
                && version.equals(that.version)
                && id.equals(that.id)
                && statements.equals(that.statements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, id, statements);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
