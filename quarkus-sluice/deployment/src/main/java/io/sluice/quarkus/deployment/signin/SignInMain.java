package io.sluice.quarkus.deployment.signin;

import io.sluice.oidc.OidcProvider;
import io.sluice.quarkus.deployment.process.Attendance;
import java.io.IOException;
import java.nio.file.Path;

/** The process of the provider, in the folder that is its argument. It ends when nobody uses it any more. */
final class SignInMain {
    private static final long POLL_MILLIS = 500;

    private SignInMain() {}

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        Thread.ofPlatform().daemon().name("attendance").start(() -> watch(folder));
        OidcProvider.main(new String[0]);
    }

    private static void watch(Path folder) {
        var attendance = new Attendance(folder);
        try {
            while (!attendance.over()) {
                Thread.sleep(POLL_MILLIS);
            }
            System.exit(0);
        } catch (IOException | InterruptedException failure) {
            System.err.println("who uses the provider cannot be told any more: " + failure);
            System.exit(2);
        }
    }
}
