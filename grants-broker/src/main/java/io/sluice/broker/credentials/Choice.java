package io.sluice.broker.credentials;

import io.sluice.broker.access.Grant;
import io.sluice.broker.access.Names;
import io.sluice.broker.access.Permission;
import io.sluice.broker.access.UnsafeNameException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What came from outside, checked as far as it can be without asking anybody: nothing of it is passed on before.
 *
 * @param entry the id of a line of the person's access
 * @param below a longer prefix than the grant's, to get less than the grant allows; empty for all of it
 */
public record Choice(String entry, Permission permission, Duration lasts, Optional<String> below) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern MINUTES = Pattern.compile("[0-9]{1,4}");

    public Choice {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(lasts);
        Objects.requireNonNull(below);
    }

    /** What a person or a program wrote, as it came. Null stands for what did not come. */
    public record Written(String entry, String permission, String minutes, String below) {}

    /**
     * The choice that this is.
     *
     * @throws BadAskException where it is none
     */
    public static Choice of(Written written) {
        return new Choice(
                id(written.entry()),
                permission(written.permission()),
                lasts(written.minutes()),
                below(written.below()));
    }

    /** An id that could be one. */
    public static String id(String text) {
        if (text == null || !ID.matcher(text).matches()) {
            throw new BadAskException("entry", "Choose one of the lines of your access.");
        }
        return text;
    }

    private static Permission permission(String text) {
        return Permission.named(Objects.requireNonNullElse(text, ""))
                .orElseThrow(() -> new BadAskException("permission", "Choose read, write, or read and write."));
    }

    private static Duration lasts(String text) {
        if (text == null || text.isEmpty()) {
            return Ask.USUAL;
        }
        if (!MINUTES.matcher(text).matches()) {
            throw new BadAskException("minutes", "Choose between 15 minutes and 12 hours.");
        }
        Duration lasts = Duration.ofMinutes(Long.parseLong(text));
        if (lasts.compareTo(Ask.SHORTEST) < 0 || lasts.compareTo(Ask.LONGEST) > 0) {
            throw new BadAskException("minutes", "Choose between 15 minutes and 12 hours.");
        }
        return lasts;
    }

    private static Optional<String> below(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Names.checked(text));
        } catch (UnsafeNameException unsafe) {
            throw new BadAskException("below", unsafe.getMessage());
        }
    }

    /** What that means under this grant. */
    Ask under(Grant grant) {
        try {
            return new Ask(
                    grant, permission, below.map(grant.scope()::narrowedTo).orElse(grant.scope()), lasts);
        } catch (UnsafeNameException outside) {
            throw new BadAskException("below", outside.getMessage());
        }
    }
}
