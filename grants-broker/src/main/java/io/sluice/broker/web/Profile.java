package io.sluice.broker.web;

import io.sluice.broker.person.Person;
import java.util.List;

/** Who somebody is, as the page shows it. */
record Profile(Person person, List<String> departments, String identity, List<String> callers) {
    Profile {
        departments = List.copyOf(departments);
        callers = List.copyOf(callers);
    }
}
