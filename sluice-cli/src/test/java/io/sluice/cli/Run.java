package io.sluice.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command as a person runs it. */
record Run(int exit, String out, String err) {
    static Run of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Sluice.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
