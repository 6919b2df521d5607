package io.sluice.broker.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a grant allows to be done, in the words of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html">GetDataAccess</a>. */
public enum Permission {
    READ("read"),
    WRITE("write"),
    READWRITE("read and write");

    private final String words;

    Permission(String words) {
        this.words = words;
    }

    /** The permission of this name, where there is one. */
    public static Optional<Permission> named(String name) {
        return Stream.of(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    public String words() {
        return words;
    }

    /** As it starts a sentence. */
    public String capitalised() {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    public boolean covers(Permission other) {
        return this == READWRITE || this == other;
    }

    public boolean reads() {
        return covers(READ);
    }

    /** What may be asked for under this one, the least first. */
    public List<Permission> choices() {
        return Stream.of(values()).filter(this::covers).toList();
    }
}
