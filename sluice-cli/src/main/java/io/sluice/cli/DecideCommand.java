package io.sluice.cli;

import io.sluice.iam.DecisionLines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice decide}: policy decisions for programs, a line each. */
@Command(
        name = "decide",
        description = {
            "Reads one JSON request a line on standard input and writes one JSON decision a line.",
            "A bad line gives an error with its line number and does not stop the rest; the exit code is then 2."
        },
        mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
    @Option(names = "--explain", description = "Adds the statements that came near, and what of each did not match.")
    private boolean explain;

    @Override
    public Integer call() throws IOException {
        try (var in = new FileInputStream(FileDescriptor.in);
                var out = new FileOutputStream(FileDescriptor.out)) {
            return explain ? DecisionLines.explain(in, out) : DecisionLines.run(in, out);
        }
    }
}
