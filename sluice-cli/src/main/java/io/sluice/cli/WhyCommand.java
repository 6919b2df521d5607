package io.sluice.cli;

import io.sluice.catalogue.audit.Why;
import io.sluice.catalogue.audit.World;
import io.sluice.iam.RequestContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice why}: the statement that decides a request, on each way, and the line of the catalogue behind it. */
@Command(
        name = "why",
        description = {
            "Which statement allows or refuses a request, on each way to the resource, and the line of the catalogue behind it.",
            "Instead of three words, paste a refusal of AWS in quotes.",
            "Exits with 0 where some way is allowed, 1 where none is, 2 for bad input."
        },
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..3",
            paramLabel = "PRINCIPAL ACTION RESOURCE",
            description =
                    "Who, such as webAppClientRole; what, such as s3:GetObject; on what, such as s3://bucket/key.")
    private List<String> words;

    @Option(
            names = "--with",
            paramLabel = "KEY=VALUE",
            description = "A condition key of the request, such as s3:prefix=sales_event/; may be repeated.")
    private Map<String, String> keys = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Mixin
    private CatalogueOption catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var asked = asked();
        var read = catalogue.read();
        var world = World.of(read.render());
        Asked.action(asked.action());
        var context = RequestContext.empty();
        for (var key : keys.entrySet()) {
            context = context.with(key.getKey(), key.getValue());
        }
        var why = Why.of(
                read,
                world,
                Asked.principal(world, asked.who()),
                asked.action(),
                Asked.resource(world, asked.resource()),
                context);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(json(why)));
        } else {
            text(out, asked, why);
        }
        out.flush();
        return why.isAllowed() ? 0 : 1;
    }

    private Why.Refused asked() {
        return switch (words.size()) {
            case 3 -> new Why.Refused(words.get(0), words.get(1), words.get(2));
            case 1 ->
                Why.refused(words.getFirst())
                        .orElseThrow(() -> new IllegalArgumentException("that is no refusal of AWS; it has the words"
                                + " \"User: … is not authorized to perform: … on resource: …\""));
            default -> throw new IllegalArgumentException("write who, what and on what, or paste a refusal in quotes");
        };
    }

    private static void text(PrintWriter out, Why.Refused asked, Why why) {
        out.println((why.isAllowed() ? "allowed: " : "refused: ") + asked.who() + " " + asked.action() + " "
                + asked.resource());
        if (why.ways().isEmpty()) {
            out.println("  the catalogue knows no way to it");
        }
        for (var way : why.ways()) {
            out.println("  " + way.name() + ": " + decision(way));
            way.place().ifPresent(place -> out.println("    asked for in " + place));
            way.nearMisses()
                    .forEach(miss -> out.println("    near: " + miss.statement() + " of " + miss.document()
                            + " does not match in its " + miss.detail()
                            + miss.place()
                                    .map(place -> ", asked for in " + place)
                                    .orElse("")));
        }
    }

    private static String decision(Why.Way way) {
        if (way.allowed()) {
            return "allowed by " + way.statement() + " of " + way.document();
        }
        return way.statement().isEmpty()
                ? "refused: " + way.message().replaceFirst("^User: .* (because|with) ", "$1 ")
                : "denied by " + way.statement() + " of " + way.document();
    }

    private static Map<String, Object> json(Why why) {
        var members = new LinkedHashMap<String, Object>();
        members.put("allowed", why.isAllowed());
        members.put("principal", why.request().principal().arn());
        members.put("action", why.request().action());
        members.put("resource", why.request().resource());
        members.put("ways", why.ways().stream().map(WhyCommand::json).toList());
        return members;
    }

    private static Map<String, Object> json(Why.Way way) {
        var members = new LinkedHashMap<String, Object>();
        members.put("way", way.name());
        members.put("allowed", way.allowed());
        members.put("document", way.document());
        members.put("statement", way.statement());
        members.put("place", way.place().map(Object::toString).orElse(""));
        members.put("message", way.message());
        members.put(
                "nearMisses", way.nearMisses().stream().map(WhyCommand::json).toList());
        return members;
    }

    private static Map<String, String> json(Why.NearMiss miss) {
        var members = new LinkedHashMap<String, String>();
        members.put("document", miss.document());
        members.put("statement", miss.statement());
        members.put("element", miss.element());
        members.put("detail", miss.detail());
        members.put("place", miss.place().map(Object::toString).orElse(""));
        return members;
    }
}
