package io.sluice.catalogue.replay;

import io.sluice.catalogue.Application;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Classification;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Permission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The smallest catalogue that gives an application what logs show that it used. Data sets are cut where folders end: the partitions of a
 * folder belong together, and a folder within a used folder is part of that, since data sets do not overlap.
 *
 * @param dataSets the data sets, those of the catalogue where they are the very same
 * @param permissions what is needed of each, by its name
 * @param notGiven what no data set can give, in words
 */
public record Suggestion(
        Catalogue catalogue,
        Application application,
        List<DataSet> dataSets,
        SequencedMap<String, Set<Permission>> permissions,
        List<String> notGiven) {
    private static final Pattern PREFIX = Pattern.compile("(?=.{2,512}$)([A-Za-z0-9._=+@-]+/)+");
    private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}/.*");
    private static final int LONGEST_NAME = 63;

    public Suggestion {
        dataSets = List.copyOf(dataSets);
        permissions = new LinkedHashMap<>(permissions);
        notGiven = List.copyOf(notGiven);
    }

    /** The application of this name; a mistake is told with those there are. */
    static Application application(Catalogue catalogue, String name) {
        return catalogue.applications().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the catalogue has no application \"" + name
                        + "\"; it has "
                        + String.join(
                                ", ",
                                catalogue.applications().stream()
                                        .map(Application::name)
                                        .toList())));
    }

    static Suggestion of(Catalogue catalogue, Application application, Needs needs) {
        var notGiven = new ArrayList<String>();
        var dataSets = new ArrayList<DataSet>();
        var permissions = new LinkedHashMap<String, Set<Permission>>();
        joined(needs.folders(), notGiven).forEach((folder, needed) -> {
            var dataSet = dataSet(catalogue, application, folder, permissions.keySet());
            dataSets.add(dataSet);
            permissions.put(dataSet.name(), needed);
        });
        return new Suggestion(catalogue, application, dataSets, permissions, notGiven);
    }

    /** Folders that do not overlap: what is in another one joins it. They come in the order of their names. */
    private static SequencedMap<String, Set<Permission>> joined(
            Map<String, Set<Permission>> folders, List<String> notGiven) {
        var all = new LinkedHashMap<String, Set<Permission>>();
        folders.forEach((folder, needed) -> {
            if (!PREFIX.matcher(folder).matches() || DOTS.matcher(folder).matches()) {
                var where = folder.isEmpty() ? "the bucket itself, outside of any folder" : folder;
                notGiven.add(words(needed) + " of " + where);
                return;
            }
            var last = all.lastEntry();
            if (last != null && folder.startsWith(last.getKey())) {
                last.getValue().addAll(needed);
            } else {
                all.put(folder, EnumSet.copyOf(needed));
            }
        });
        return all;
    }

    /** One of the catalogue's where that is the very folder; otherwise one that is as sensitive as what it is part of. */
    private static DataSet dataSet(Catalogue catalogue, Application application, String folder, Set<String> taken) {
        var around = catalogue.dataSets().stream()
                .filter(each -> each.bucket().equals(application.bucket()))
                .filter(each -> folder.startsWith(each.prefix()))
                .findFirst();
        if (around.isPresent() && around.get().prefix().equals(folder)) {
            return around.get();
        }
        var names = new LinkedHashSet<>(taken);
        catalogue.dataSets().forEach(each -> names.add(each.name()));
        return around.map(some -> new DataSet(
                        free(some.name() + "-" + folder.substring(some.prefix().length()), names),
                        some.bucket(),
                        folder,
                        some.owner(),
                        some.classification(),
                        some.fields()))
                .orElseGet(() -> new DataSet(
                        free(folder, names),
                        application.bucket(),
                        folder,
                        "nobody yet",
                        Classification.RESTRICTED,
                        new LinkedHashMap<>()));
    }

    /** Words of letters and digits, none of which starts with a digit. */
    private static String free(String text, Set<String> taken) {
        var name = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "")
                .replaceAll("(^|-)([0-9])", "$1n$2");
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME - 8)).replaceAll("-$", "");
        var free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "-v" + i;
        }
        return free;
    }

    static String words(Set<Permission> permissions) {
        return String.join(", ", permissions.stream().map(Permission::word).toList());
    }

    /** A catalogue by itself, which holds nothing but this application. */
    public String yaml() {
        return SuggestedYaml.of(this);
    }
}
