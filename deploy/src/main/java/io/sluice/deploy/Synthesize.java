package io.sluice.deploy;

import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a catalogue's templates into a folder, without a network. */
@Command(
        name = "synthesize",
        description = "Writes the CloudFormation templates of an access catalogue. Needs node, and no network.",
        mixinStandardHelpOptions = true)
public final class Synthesize implements Callable<Integer> {
    /** Names the stacks in the order in which they are deployed. */
    static final String ORDER = "stacks";

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "The access catalogue, or the folder of its catalogue.yaml. Default: ${DEFAULT-VALUE}",
            defaultValue = "deploy/catalogue.yaml")
    private Path catalogue = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the templates go. Default: ${DEFAULT-VALUE}",
            defaultValue = "deploy/templates")
    private Path output = Path.of("");

    @Option(names = "--object-lambda", description = "Views as S3 Object Lambda too, which AWS closed to new accounts.")
    private boolean objectLambda;

    @Option(names = "--jvm", description = "Functions on java25 with SnapStart, in place of native images.")
    private boolean jvm;

    @Option(
            names = "--parts",
            paramLabel = "N",
            description =
                    "Over how many stacks each of roles, access points and grants is spread. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private int parts;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (CdkProcess.isThis()) {
            System.exit(commandLine().execute(arguments));
        }
        if (!CdkProcess.nodeIsThere()) {
            System.err.println("sluice: the templates are made by the AWS CDK, which needs node on the PATH."
                    + " Install it (Debian: apt-get install nodejs), and run this again.");
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(CdkProcess.run(Synthesize.class, arguments));
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Synthesize()).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("sluice: " + text(failure));
            return CommandLine.ExitCode.USAGE;
        });
    }

    private static String text(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    @Override
    public Integer call() throws IOException {
        var code = jvm ? Choices.Code.JVM : Choices.Code.NATIVE;
        var rendered = Catalogue.read(catalogue).render();
        var templates = Stacks.templates(rendered, new Choices(objectLambda, code, parts));
        Files.createDirectories(output);
        forget(templates.keySet());
        for (var template : templates.entrySet()) {
            Files.writeString(output.resolve(template.getKey()), template.getValue());
        }
        Files.writeString(output.resolve(ORDER), Stacks.order(templates));
        return 0;
    }

    /** Deletes templates of an earlier run that are no longer made. */
    private void forget(Set<String> made) throws IOException {
        try (var files = Files.newDirectoryStream(output, "sluice-*.json")) {
            for (var file : files) {
                if (!made.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
