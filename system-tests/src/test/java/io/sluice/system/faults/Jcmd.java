package io.sluice.system.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a running JVM says when it is asked by the JDK's {@code jcmd}. */
final class Jcmd {
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private Jcmd() {}

    /** Fails where the process has ended meanwhile, or does not answer within 25 s. */
    static String ask(ProcessHandle process, String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                JCMD,
                "-J-XX:TieredStopAtLevel=1",
                "-J-Dsun.tools.attach.attachTimeout=25000",
                Long.toString(process.pid())));
        words.addAll(List.of(command));
        var asked = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!asked.waitFor(30, TimeUnit.SECONDS) || asked.exitValue() != 0) {
            throw new IOException("jcmd " + String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
