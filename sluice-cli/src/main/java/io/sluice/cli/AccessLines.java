package io.sluice.cli;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.audit.Origin;
import io.sluice.catalogue.audit.Ways;
import io.sluice.catalogue.audit.World;
import io.sluice.iam.Access;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Ways of access, for people and for programs. */
final class AccessLines {
    private final Catalogue catalogue;
    private final World world;

    AccessLines(Catalogue catalogue, World world) {
        this.catalogue = catalogue;
        this.world = world;
    }

    /**
     * Prints what was found.
     *
     * @param nothing what people are told where that is nothing
     * @return the exit code: 0 where something was found, else 1
     */
    int answer(PrintWriter out, List<Access> found, boolean asJson, String nothing) {
        if (asJson) {
            out.println(Json.of(json(found)));
        } else if (found.isEmpty()) {
            out.println(nothing);
        } else {
            text(out, found);
        }
        out.flush();
        return found.isEmpty() ? 1 : 0;
    }

    private void text(PrintWriter out, List<Access> found) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("WHO", "ACTIONS", "WAY", "ASKED FOR BY", "IF"));
        var alike = new LinkedHashMap<List<String>, Set<String>>();
        for (var access : sorted(found)) {
            var row = List.of(
                    world.words(access.caller()),
                    Ways.words(access.route()),
                    origin(access),
                    String.join(" and ", access.conditions()));
            alike.computeIfAbsent(row, _ -> new TreeSet<>()).addAll(access.actions());
        }
        alike.forEach((row, actions) ->
                rows.add(List.of(row.get(0), actions(List.copyOf(actions)), row.get(1), row.get(2), row.get(3))));
        Table.print(out, rows);
    }

    private List<Map<String, Object>> json(List<Access> found) {
        return sorted(found).stream().map(this::json).toList();
    }

    private List<Access> sorted(List<Access> found) {
        return found.stream()
                .sorted(Comparator.comparing((Access access) -> world.words(access.caller()))
                        .thenComparing(Access::route)
                        .thenComparing(access -> access.actions().toString()))
                .toList();
    }

    private Map<String, Object> json(Access access) {
        var members = new LinkedHashMap<String, Object>();
        members.put("who", world.words(access.caller()));
        members.put("actions", access.actions());
        members.put("way", Ways.words(access.route()));
        members.put("resources", access.resources());
        members.put("document", access.decision().document());
        members.put("statement", access.decision().statement());
        members.put("place", origin(access));
        members.put("conditions", access.conditions());
        members.put("example", access.example().resource());
        members.put("public", access.isPublic());
        members.put("crossAccount", access.crossAccount());
        return members;
    }

    private String origin(Access access) {
        var decision = access.decision();
        return Origin.of(catalogue, decision.document(), decision.statement())
                .map(Object::toString)
                .orElse("");
    }

    /** Three are enough for people. */
    private static String actions(List<String> actions) {
        return actions.size() <= 3
                ? String.join(", ", actions)
                : String.join(", ", actions.subList(0, 3)) + " and " + (actions.size() - 3) + " more";
    }
}
