package io.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line; with {@code SLUICE_TRACE=1} also where in the program. */
final class PlainErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        var text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("sluice: " + text);
        if ("1".equals(System.getenv("SLUICE_TRACE"))) {
            failure.printStackTrace(command.getErr());
        }
        return 2;
    }
}
