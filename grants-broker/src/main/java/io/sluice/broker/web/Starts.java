package io.sluice.broker.web;

import io.sluice.broker.access.Entry;
import io.sluice.broker.access.Names;
import io.sluice.broker.access.Scope;
import io.sluice.broker.access.UnsafeNameException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where browsing a line of access begins, and that it stays within. */
final class Starts {
    private static final Pattern OPAQUE = Pattern.compile("\\p{Graph}{1,2000}");

    private Starts() {}

    static Scope scope(Entry entry) {
        return switch (entry) {
            case Entry.Granted granted -> granted.grant().scope();
            case Entry.Redacted redacted -> redacted.scope();
        };
    }

    static String of(Entry entry) {
        return scope(entry).start();
    }

    /** The prefix to list: what was asked for, or all. */
    static String prefix(Entry entry, Optional<String> asked) {
        return asked.map(Names::checked)
                .map(prefix -> within(scope(entry).coversKey(prefix), prefix))
                .orElse(of(entry));
    }

    static String key(Entry entry, String asked) {
        String key = Names.checked(asked);
        return within(!key.isEmpty() && scope(entry).coversKey(key), key);
    }

    /** A version's id or a listing's token, as S3 gives them. */
    static String opaque(String text) {
        if (!OPAQUE.matcher(text).matches()) {
            throw new UnsafeNameException("It is none that this page gave.");
        }
        return text;
    }

    private static String within(boolean covered, String name) {
        if (!covered) {
            throw new UnsafeNameException("Your access does not cover it.");
        }
        return name;
    }
}
