package io.sluice.redaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Redacts one record by way of Jackson's parser, and so whatever JSON allows. Jackson tells where tokens are; the bytes between
 * the cuts are copied as they are. Jackson is lenient about UTF-8, so that is looked at first.
 */
final class FullParser {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Rules rules;
    private final Limits limits;
    private final Draft draft;
    private byte[] bytes = new byte[0];
    private int from;
    private int copied;
    private int depth;

    FullParser(Rules rules, Limits limits, Draft draft) {
        this.rules = rules;
        this.limits = limits;
        this.draft = draft;
    }

    /** Writes the redacted object that begins at {@code start} to the draft, and returns where it ended. */
    int record(byte[] window, int start, int to) throws UnredactableException {
        bytes = window;
        from = start;
        copied = start;
        depth = 0;
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnredactableException("not a JSON object");
            }
            object(json, Rules.RECORD);
            int end = position(json);
            if (!Utf8.isValid(bytes, from, end)) {
                throw new UnredactableException("not UTF-8");
            }
            draft.copy(bytes, copied, end);
            return end;
        } catch (JsonProcessingException malformed) {
            throw new UnredactableException("not well-formed JSON, or cut off");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private int position(JsonParser json) {
        return from + (int) json.currentLocation().getByteOffset();
    }

    private int tokenStart(JsonParser json) {
        return from + (int) json.currentTokenLocation().getByteOffset();
    }

    private void object(JsonParser json, int state) throws IOException, UnredactableException {
        enter();
        BitSet seen = new BitSet();
        Siblings siblings = new Siblings();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            int start = tokenStart(json);
            int name = name(json.currentName(), start);
            if (name != rules.otherName() && seen.get(name)) {
                throw new UnredactableException("a name that a rule speaks of is twice in one object");
            }
            seen.set(name);
            siblings.begin(start);
            json.nextToken();
            siblings.end(json, value(json, rules.member(state, name), siblings.cut()));
        }
        depth--;
    }

    private void array(JsonParser json, int state) throws IOException, UnredactableException {
        enter();
        Siblings siblings = new Siblings();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            siblings.begin(tokenStart(json));
            siblings.end(json, value(json, rules.element(state), siblings.cut()));
        }
        depth--;
    }

    private void enter() throws UnredactableException {
        if (++depth > limits.depth()) {
            throw new UnredactableException("nested deeper than " + limits.depth());
        }
    }

    private int name(String name, int start) throws UnredactableException {
        int close = start + 1;
        while (bytes[close] != '"') {
            close += bytes[close] == '\\' ? 2 : 1;
        }
        if (close - start - 1 > limits.nameBytes()) {
            throw new UnredactableException("a name is longer than " + limits.nameBytes() + " bytes");
        }
        if (JsonText.whole(name).isEmpty()) {
            throw new UnredactableException("a name holds half of a surrogate pair");
        }
        int number = rules.name(name);
        byte[] plain = name.getBytes(StandardCharsets.UTF_8);
        if (number != rules.otherName() && !Arrays.equals(plain, 0, plain.length, bytes, start + 1, close)) {
            throw new UnredactableException("a name that a rule speaks of is spelled with escapes");
        }
        return number;
    }

    /** Goes over a value, redacted where it has to be; returns whether something stands in its place. */
    private boolean value(JsonParser json, int state, int cut) throws IOException, UnredactableException {
        int start = tokenStart(json);
        boolean array = json.currentToken() == JsonToken.START_ARRAY;
        int action = array ? rules.actionOnArray(state) : rules.actionOnOther(state);
        Optional<Disguise.Shown> shown = action == Rules.KEEP ? Optional.empty() : disguised(json, action);
        pass(json, action == Rules.KEEP ? state : Rules.NOTHING);
        if (action == Rules.KEEP) {
            return true;
        }
        draft.copy(bytes, copied, shown.isPresent() ? start : cut);
        if (shown.isPresent()) {
            draft.write(JsonText.encode(shown.get()));
        }
        copied = position(json);
        return shown.isPresent();
    }

    private Optional<Disguise.Shown> disguised(JsonParser json, int action) throws IOException {
        Disguise disguise = rules.disguise(action);
        return switch (json.currentToken()) {
            case VALUE_STRING -> JsonText.whole(json.getText()).flatMap(disguise::text);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> disguise.number(json.getText());
            default -> Optional.empty();
        };
    }

    private void pass(JsonParser json, int state) throws IOException, UnredactableException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json, state);
            case START_ARRAY -> array(json, state);
            default -> {
                int start = tokenStart(json);
                json.finishToken();
                if (json.currentToken().isNumeric() && position(json) - start > limits.numberBytes()) {
                    throw new UnredactableException("a number is longer than " + limits.numberBytes() + " bytes");
                }
            }
        }
    }

    /** Members or elements that follow each other, and which comma goes with one that is omitted. */
    private final class Siblings {
        private boolean any;
        private boolean kept;
        private int start;
        private int previousEnd;

        /** What stands between the members that were omitted first and the first that is kept goes, too. */
        void begin(int position) {
            start = position;
            if (any && !kept) {
                copied = position;
            }
        }

        /** Where to cut if this one is omitted: before its comma, or at its own beginning where nothing is before it. */
        int cut() {
            if (!kept) {
                return start;
            }
            int comma = previousEnd;
            while (bytes[comma] != ',') {
                comma++;
            }
            return comma;
        }

        void end(JsonParser json, boolean stays) {
            any = true;
            kept |= stays;
            previousEnd = position(json);
        }
    }
}
