package io.sluice.cli;

import io.sluice.catalogue.CatalogueReader;
import io.sluice.catalogue.audit.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice diff}: what a change of the catalogue newly allows and takes away. */
@Command(
        name = "diff",
        description = {
            "What a change of the catalogue newly allows and takes away, each with a witness, and who is untouched.",
            "Exits with 0 where nothing is newly allowed but what the newer one acknowledges, 1 where something is, 2 for bad input."
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    /** How it is written; for people where nothing is said. */
    static final class Form {
        @Option(names = "--json", description = "One JSON document.")
        private boolean json;

        @Option(names = "--markdown", description = "For the description of a pull request.")
        private boolean markdown;
    }

    @Parameters(index = "0", paramLabel = "OLD", description = "A file, a folder, or a git revision (REV or REV:FILE).")
    private String old;

    @Parameters(index = "1", paramLabel = "NEW", description = "The same.")
    private String newer;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var reader = new CatalogueReader();
        var comparison = Comparison.of(Revision.read(reader, old), Revision.read(reader, newer));
        var out = spec.commandLine().getOut();
        if (form.json) {
            out.println(Json.of(json(comparison)));
        } else if (form.markdown) {
            markdown(out, comparison);
        } else {
            text(out, comparison);
        }
        out.flush();
        return comparison.holds() ? 0 : 1;
    }

    private static void text(PrintWriter out, Comparison comparison) {
        comparison.newlyAllowed().forEach(change -> {
            out.println("+ " + line(change));
            out.println("    for example " + witness(change));
            change.acknowledged().ifPresent(reason -> out.println("    acknowledged: " + reason));
        });
        comparison.noLongerAllowed().forEach(change -> {
            out.println("- " + line(change));
            out.println("    for example " + witness(change));
        });
        comparison.dependsOn().forEach(text -> out.println("? " + text));
        out.println("untouched: " + (comparison.untouched().isEmpty() ? "nobody" : names(comparison)));
        out.println(verdict(comparison));
    }

    private static void markdown(PrintWriter out, Comparison comparison) {
        out.println("### What this change allows");
        out.println();
        rows(out, "Newly allowed", comparison.newlyAllowed());
        rows(out, "No longer allowed", comparison.noLongerAllowed());
        comparison.dependsOn().forEach(text -> out.println("- not decided: " + code(text)));
        out.println("Untouched: " + (comparison.untouched().isEmpty() ? "nobody" : names(comparison)) + ".");
        out.println();
        out.println("**" + verdict(comparison) + "**");
    }

    private static void rows(PrintWriter out, String title, List<Comparison.Change> changes) {
        if (!changes.isEmpty()) {
            out.println("| " + title + " | may | by | for example | acknowledged |");
            out.println("|---|---|---|---|---|");
            changes.forEach(change -> out.println("| " + code(change.who()) + " | "
                    + code(String.join(", ", change.actions())) + " | " + code(change.way()) + " | "
                    + code(witness(change)) + " | "
                    + change.acknowledged().map(DiffCommand::plain).orElse("") + " |"));
            out.println();
        }
    }

    private static String code(String text) {
        return "`" + plain(text).replace("`", "'") + "`";
    }

    private static String plain(String text) {
        return text.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;");
    }

    private static String line(Comparison.Change change) {
        return change.who() + ": " + String.join(", ", change.actions()) + " by " + change.way();
    }

    private static String witness(Comparison.Change change) {
        return change.witness() + (change.conditions().isEmpty() ? "" : " with " + change.conditions());
    }

    private static String names(Comparison comparison) {
        return String.join(", ", comparison.untouched());
    }

    private static String verdict(Comparison comparison) {
        long open = comparison.newlyAllowed().stream()
                .filter(change -> change.acknowledged().isEmpty())
                .count();
        if (!comparison.dependsOn().isEmpty()) {
            return "not everything could be decided";
        }
        return open == 0
                ? "nothing is newly allowed that is not acknowledged"
                : open + " newly allowed and not acknowledged";
    }

    private static Map<String, Object> json(Comparison comparison) {
        var members = new LinkedHashMap<String, Object>();
        members.put("holds", comparison.holds());
        members.put(
                "newlyAllowed",
                comparison.newlyAllowed().stream().map(DiffCommand::json).toList());
        members.put(
                "noLongerAllowed",
                comparison.noLongerAllowed().stream().map(DiffCommand::json).toList());
        members.put("dependsOn", comparison.dependsOn());
        members.put("untouched", comparison.untouched());
        return members;
    }

    private static Map<String, Object> json(Comparison.Change change) {
        var members = new LinkedHashMap<String, Object>();
        members.put("who", change.who());
        members.put("actions", change.actions());
        members.put("way", change.way());
        members.put("resources", change.resources());
        members.put("witness", change.witness());
        members.put("conditions", change.conditions());
        members.put("acknowledged", change.acknowledged().orElse(null));
        return members;
    }
}
