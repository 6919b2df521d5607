package io.sluice.broker.web;

import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What every page has around it.
 *
 * @param at which part of the navigation this page belongs to
 * @param name who is signed in; empty where nobody is
 * @param csrf what forms carry; empty where nobody is signed in
 */
record Frame(String title, String at, String name, String email, List<String> departments, String csrf) {

    static Frame withoutPerson(String title) {
        return new Frame(title, "", "", "", List.of(), "");
    }

    public boolean signedIn() {
        return !csrf.isEmpty();
    }

    public String department() {
        return departments.isEmpty() ? "no department" : String.join(", ", departments);
    }

    @Override
    public String toString() {
        return "Frame[" + title + "]";
    }

    /** Puts the frame around pages. */
    @ApplicationScoped
    static class Maker {
        private final Csrf csrf;
        private final CatalogueWords words;

        Maker(Csrf csrf, CatalogueWords words) {
            this.csrf = csrf;
            this.words = words;
        }

        Frame of(String title, String at, Person person) {
            return new Frame(title, at, person.name(), person.email(), words.departments(person), csrf.token(person));
        }
    }
}
