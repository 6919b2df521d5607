package io.sluice.oidc;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * The OIDC provider of the demo and of the tests: it signs people of a {@link Directory} in, and nothing else. It listens on
 * 127.0.0.1 only. Everything of the protocol is Spring Authorization Server's; here is what it is given.
 *
 * <p>It is configured by {@link Settings} and takes no arguments.
 */
@SpringBootApplication
@EnableConfigurationProperties(Settings.class)
public class OidcProvider {
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tLZ %4$s %3$s: %5$s%6$s%n");
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try {
            SpringApplication.run(OidcProvider.class).registerShutdownHook();
        } catch (RuntimeException failure) {
            System.err.println("oidc-provider: " + reason(failure));
            System.exit(2);
        }
    }

    /** What lies at the root of a failed start, in a line. */
    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
