package io.sluice.catalogue.replay;

import io.sluice.catalogue.RenderedCatalogue;
import java.util.HashMap;
import java.util.Map;

/** The names of those whom grants are made to. */
final class People {
    private final Map<String, String> words = new HashMap<>();

    People(RenderedCatalogue rendered) {
        rendered.roles().forEach(role -> words.put(role.arn(), role.name()));
        rendered.directory().ifPresent(directory -> {
            directory.groups().forEach(group -> words.put(group.id(), "group " + group.displayName()));
            directory.users().forEach(user -> words.put(user.id(), "user " + user.userName()));
        });
    }

    /** As people call the role with this ARN, or whoever has this id in the directory. */
    String words(String grantee) {
        return words.getOrDefault(grantee, grantee);
    }
}
