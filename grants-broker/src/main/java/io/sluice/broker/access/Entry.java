package io.sluice.broker.access;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One line of what a person may see: data under a grant, or a view in which some fields are redacted. */
public sealed interface Entry {
    String id();

    Words words();

    Permission permission();

    /** Where it lies, as people read it. */
    String place();

    /** What is done to its fields, in words; empty where nothing is. */
    List<String> redactions();

    /** Whether credentials are given for it. For a view they are not: they would reach what it hides. */
    boolean vends();

    default boolean matches(String search) {
        String text = (words().dataSet() + " " + place() + " " + words().owner() + " "
                        + permission().words() + " " + words().why())
                .toLowerCase(Locale.ROOT);
        return text.contains(search.strip().toLowerCase(Locale.ROOT));
    }

    /** Data under an access grant: credentials are vended for it. */
    record Granted(Grant grant, Words words) implements Entry {
        public Granted {
            Objects.requireNonNull(grant);
            Objects.requireNonNull(words);
        }

        @Override
        public String id() {
            return grant.id();
        }

        @Override
        public Permission permission() {
            return grant.permission();
        }

        @Override
        public String place() {
            return grant.scope().text();
        }

        @Override
        public List<String> redactions() {
            return List.of();
        }

        @Override
        public boolean vends() {
            return true;
        }
    }

    /** A redacted view, read through its door only. */
    record Redacted(String view, Scope scope, List<String> redactions, Words words) implements Entry {
        public Redacted {
            Objects.requireNonNull(view);
            Objects.requireNonNull(scope);
            redactions = List.copyOf(redactions);
            Objects.requireNonNull(words);
        }

        @Override
        public String id() {
            return "view-" + view;
        }

        @Override
        public Permission permission() {
            return Permission.READ;
        }

        @Override
        public String place() {
            return scope.text();
        }

        @Override
        public boolean vends() {
            return false;
        }
    }
}
