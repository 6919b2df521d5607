package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice plan}: everything that deploying a catalogue would create, and whether it is what the catalogue says. */
@Command(
        name = "sluice plan",
        description = {
            "Everything that deploying the catalogue would create on AWS. Asks AWS nothing and creates nothing.",
            "With --check, whether the templates allow just what the catalogue allows: exits with 0 where they do, 1 where not;"
                    + " 2 for bad input."
        },
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "The access catalogue, or the folder of its catalogue.yaml. Default: deploy/catalogue.yaml.")
    private Path catalogue = Path.of(System.getProperty("sluice.home", "."), "deploy", "catalogue.yaml");

    @Option(
            names = "--templates",
            paramLabel = "DIR",
            description = "Reads the templates in this folder. Default: makes them of the catalogue, which needs node.")
    private Optional<Path> templates = Optional.empty();

    @Option(names = "--object-lambda", description = "With S3 Object Lambda, which AWS closed to new accounts.")
    private boolean objectLambda;

    @Option(names = "--jvm", description = "Functions on a JVM with SnapStart, in place of native images.")
    private boolean jvm;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "The value of a parameter of the templates.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--check", description = "Holds the templates against the catalogue and prints what differs.")
    private boolean check;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PlanCommand()).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("sluice: " + text(failure));
            return 2;
        });
    }

    private static String text(Exception failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException missing -> "there is no file " + missing.getFile();
            case UncheckedIOException wrapped -> text(wrapped.getCause());
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    @Override
    public Integer call() throws IOException {
        var expectation = new Expectation(Catalogue.read(catalogue), objectLambda);
        var stacks = ResolvedStacks.of(made(), expectation.target(parameters));
        var plan = Plan.of(stacks);
        var checked = check ? Optional.of(expectation.check(stacks)) : Optional.<TemplateCheck>empty();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(json(plan, checked));
        } else if (checked.isPresent()) {
            print(out, checked.get());
        } else {
            new PlanText(plan).print(out);
        }
        out.flush();
        return checked.map(TemplateCheck::holds).orElse(true) ? 0 : 1;
    }

    private Templates made() throws IOException {
        if (templates.isPresent()) {
            return Templates.in(templates.get());
        }
        var scratch = Files.createTempDirectory("sluice-plan");
        try {
            new Synthesis(options()).into(Files.createDirectory(scratch.resolve("templates")), scratch.resolve("log"));
            return Templates.in(scratch.resolve("templates"));
        } finally {
            delete(scratch);
        }
    }

    private List<String> options() {
        var options = new ArrayList<>(
                List.of("--catalogue", catalogue.toAbsolutePath().toString()));
        if (objectLambda) {
            options.add("--object-lambda");
        }
        if (jvm) {
            options.add("--jvm");
        }
        return options;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void print(PrintWriter out, TemplateCheck check) {
        check.findings().forEach(out::println);
        int blocking = check.blocking().size();
        out.println(
                blocking == 0
                        ? "nothing stands against deploying them: who may do what is what the catalogue says"
                        : blocking + (blocking == 1 ? " finding stands" : " findings stand")
                                + " against deploying them");
    }

    private static String json(Plan plan, Optional<TemplateCheck> check) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        members.put("account", plan.account());
        members.put("region", plan.region());
        members.put("counts", plan.counts());
        members.put("stacks", plan.stacks());
        check.ifPresent(checked -> {
            members.put("holds", checked.holds());
            members.put(
                    "findings",
                    checked.findings().stream().map(PlanCommand::json).toList());
        });
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(members);
    }

    private static Map<String, Object> json(TemplateFinding finding) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", finding.kind().toString());
        members.put("blocking", finding.kind().isBlocking());
        members.put("template", finding.where().template());
        members.put("logicalId", finding.where().logicalId());
        members.put("path", finding.where().path());
        members.put("message", finding.message());
        return members;
    }
}
