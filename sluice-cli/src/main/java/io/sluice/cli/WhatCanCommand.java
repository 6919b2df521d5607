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

/** {@code sluice what-can}: everything that somebody can do, and by which way. */
@Command(
        name = "what-can",
        description = {
            "Everything that somebody can do, and by which way.",
            "Exits with 0 where there is something, 1 where there is nothing, 2 for bad input."
        },
        mixinStandardHelpOptions = true)
final class WhatCanCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "PRINCIPAL",
            description = "The name of a role, \"group sales\", an ARN, or a service such as s3.amazonaws.com.")
    private String principal;

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
        var found = world.access().whatCan(Asked.principal(world, principal));
        return new AccessLines(read, world)
                .answer(spec.commandLine().getOut(), found, json, principal + " can do nothing");
    }
}
