package io.sluice.catalogue.replay;

import io.sluice.catalogue.Permission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an application did: which permissions in which folders. */
final class Needs {
    /** Where there are more folders than this, their first parts stand for them. */
    private static final int MOST = 2_000;

    private TreeMap<String, Set<Permission>> folders = new TreeMap<>();
    private int depth = Integer.MAX_VALUE;

    /** The folders, each with its {@code /} at the end; empty for the top. */
    Map<String, Set<Permission>> folders() {
        return folders;
    }

    void add(String about, Permission permission) {
        add(folders, cut(Folders.of(about), depth), permission);
        shrink();
    }

    /** What it did elsewhere in the logs. */
    void add(Needs others) {
        depth = Math.min(depth, others.depth);
        var together = new TreeMap<String, Set<Permission>>();
        Stream.of(folders, others.folders)
                .forEach(some ->
                        some.forEach((folder, all) -> all.forEach(each -> add(together, cut(folder, depth), each))));
        folders = together;
        shrink();
    }

    private void shrink() {
        while (folders.size() > MOST && depth > 1) {
            depth = Math.min(depth, deepest()) - 1;
            var fewer = new TreeMap<String, Set<Permission>>();
            folders.forEach((folder, all) -> all.forEach(each -> add(fewer, cut(folder, depth), each)));
            folders = fewer;
        }
    }

    private static void add(Map<String, Set<Permission>> into, String folder, Permission permission) {
        into.computeIfAbsent(folder, _ -> EnumSet.noneOf(Permission.class)).add(permission);
    }

    private int deepest() {
        return folders.keySet().stream()
                .mapToInt(folder -> (int) folder.chars().filter(c -> c == '/').count())
                .max()
                .orElse(1);
    }

    private static String cut(String folder, int depth) {
        int end = -1;
        for (int i = 0; i < depth; i++) {
            int next = folder.indexOf('/', end + 1);
            if (next < 0) {
                return folder;
            }
            end = next;
        }
        return folder.substring(0, end + 1);
    }
}
