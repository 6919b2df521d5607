package io.sluice.quarkus.deployment.signin;

import io.sluice.catalogue.RenderedDirectory;
import java.util.List;

/** Who may sign in, as the provider's file has it. */
public record Person(String userName, String displayName, String email, List<String> groups, String password) {
    public Person {
        groups = List.copyOf(groups);
    }

    /** The people of a catalogue, who have no password yet. */
    public static List<Person> of(RenderedDirectory directory) {
        return directory.users().stream()
                .map(user ->
                        new Person(user.userName(), user.displayName(), user.email(), groups(directory, user.id()), ""))
                .toList();
    }

    private static List<String> groups(RenderedDirectory directory, String userId) {
        return directory.groups().stream()
                .filter(group -> group.memberIds().contains(userId))
                .map(RenderedDirectory.Group::displayName)
                .toList();
    }

    Person with(String given) {
        return new Person(userName, displayName, email, groups, given);
    }

    @Override
    public String toString() {
        return "Person[" + userName + ", " + groups + ", <password>]";
    }
}
