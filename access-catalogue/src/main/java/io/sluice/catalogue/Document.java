package io.sluice.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy document being written, member by member in a fixed order, so that the same statements are the same bytes anywhere. */
final class Document {
    /** Of a bucket policy and of an access point policy, white space included. */
    private static final int LIMIT = 20 * 1024;

    private static final ObjectWriter WRITER = writer();

    private final List<Map<String, Object>> statements = new ArrayList<>();

    Document add(Map<String, Object> statement) {
        statements.add(statement);
        return this;
    }

    /** A statement with Sid, Effect, Principal and Action; the caller adds what follows. */
    static Map<String, Object> statement(String sid, String effect, Object principal, Object action) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", sid);
        statement.put("Effect", effect);
        statement.put("Principal", principal);
        statement.put("Action", action);
        return statement;
    }

    /** The document as JSON; none where it has no statement, which AWS does not accept. */
    Optional<String> json(String what) {
        return statements.isEmpty() ? Optional.empty() : Optional.of(write(what));
    }

    private String write(String what) {
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        try {
            var json = WRITER.writeValueAsString(document) + "\n";
            int size = json.getBytes(StandardCharsets.UTF_8).length;
            if (size > LIMIT) {
                throw new CatalogueException(what + " would have " + size + " bytes; S3 takes at most " + LIMIT);
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectWriter writer() {
        var indenter = new DefaultIndenter("  ", "\n");
        var separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        var printer = new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        return new JsonMapper().writer(printer);
    }
}
