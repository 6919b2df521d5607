package io.sluice.cli;

import io.sluice.catalogue.audit.World;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice who-can}: everybody who can do something, and by which way. */
@Command(
        name = "who-can",
        description = {
            "Everybody who can do something, and by which way.",
            "Exits with 0 where somebody can, 1 where nobody can, 2 for bad input."
        },
        mixinStandardHelpOptions = true)
final class WhoCanCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ACTION", description = "Such as s3:GetObject; * stands for any characters.")
    private String action;

    @Parameters(
            index = "1",
            paramLabel = "RESOURCE",
            description = "s3://bucket/key, an ARN, or the name of an access point; * stands for any characters.")
    private String resource;

    @Option(names = "--json", description = "One JSON list.")
    private boolean json;

    @Mixin
    private CatalogueOption catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var read = catalogue.read();
        var world = World.of(read.render());
        Asked.action(action);
        var found = world.access().whoCan(action, Asked.resource(world, resource));
        return new AccessLines(read, world)
                .answer(spec.commandLine().getOut(), found, json, "nobody can " + action + " " + resource);
    }
}
