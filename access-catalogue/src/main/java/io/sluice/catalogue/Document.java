package io.sluice.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A policy document being written, member by member in a fixed order, so that the same statements are the same bytes anywhere. */
final class Document {
    /** The sorts of policies, by how much AWS takes of each. */
    enum Kind {
        /** Of a bucket or an access point, white space included. */
        RESOURCE("S3", 20 * 1024, true),
        /** Of a role; white space is not counted. From
         * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
        TRUST("IAM", 2_048, false),
        /** All inline policies of a role together; white space is not counted. */
        IDENTITY("IAM", 10_240, false);

        private final String service;
        private final int limit;
        private final boolean countsWhiteSpace;

        Kind(String service, int limit, boolean countsWhiteSpace) {
            this.service = service;
            this.limit = limit;
            this.countsWhiteSpace = countsWhiteSpace;
        }

        int limit() {
            return limit;
        }

        int size(String json) {
            int bytes = json.getBytes(StandardCharsets.UTF_8).length;
            return countsWhiteSpace
                    ? bytes
                    : bytes - (int) json.chars().filter(Kind::isSpace).count();
        }

        private static boolean isSpace(int c) {
            return " \t\n\u000b\f\r".indexOf(c) >= 0;
        }
    }

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

    /** A statement of an identity policy. */
    static Map<String, Object> permission(String sid, Object action, Object resource) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", sid);
        statement.put("Effect", "Allow");
        statement.put("Action", action);
        statement.put("Resource", resource);
        return statement;
    }

    /** {@code SalesEvents} for {@code sales-events}: a Sid takes letters and digits only. */
    static String sid(String name) {
        var sid = new StringBuilder(name.length());
        boolean starts = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                sid.append(starts ? Character.toUpperCase(c) : c);
                starts = false;
            } else {
                starts = true;
            }
        }
        return sid.toString();
    }

    /** The document as JSON; none where it has no statement, which AWS does not accept. */
    Optional<String> json(Kind kind, String what) {
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        var json = write(document);
        int size = kind.size(json);
        if (size > kind.limit) {
            throw new CatalogueException(
                    what + " would have " + size + " bytes; " + kind.service + " takes at most " + kind.limit);
        }
        return Optional.of(json);
    }

    /** JSON that is the same bytes anywhere, as long as the value's members have an order. */
    static String write(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
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
        return JsonMapper.builder()
                .addModule(new SimpleModule()
                        .addSerializer(Duration.class, ToStringSerializer.instance)
                        .addSerializer(new OptionalText())
                        .addSerializer(new OptionalNumber()))
                .build()
                .writer(printer);
    }

    /** A text, or null. */
    private static final class OptionalText extends StdSerializer<Optional<?>> {
        private static final long serialVersionUID = 1L;

        OptionalText() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeObject(value.orElse(null));
        }
    }

    /** A number, or null. */
    private static final class OptionalNumber extends StdSerializer<OptionalInt> {
        private static final long serialVersionUID = 1L;

        OptionalNumber() {
            super(OptionalInt.class);
        }

        @Override
        public void serialize(OptionalInt value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeObject(value.isPresent() ? value.getAsInt() : null);
        }
    }
}
