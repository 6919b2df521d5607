package io.sluice.cli;

import io.sluice.cli.credentials.CredentialsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code sluice} command. It ends with 0 where what was asked holds, 1 where it does not, and 2 for bad input. */
@Command(
        name = "sluice",
        description = "One shared S3 lake, one access catalogue, every reader through a gate of its own.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            LakeCommand.class,
            DecideCommand.class,
            MatrixCommand.class,
            WhoCanCommand.class,
            WhatCanCommand.class,
            WhyCommand.class,
            CheckCommand.class,
            DiffCommand.class,
            ReplayCommand.class,
            CredentialsCommand.class
        })
public final class Sluice {
    private Sluice() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Sluice()).setExecutionExceptionHandler(new PlainErrors());
    }
}
