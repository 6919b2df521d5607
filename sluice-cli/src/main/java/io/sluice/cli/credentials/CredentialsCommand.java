package io.sluice.cli.credentials;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sluice credentials}: gives the AWS CLI and the AWS SDKs credentials for what the person who signs in was granted. From <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process credential provider</a>: one line of
 * JSON on standard output and nothing else there; the person is asked at the terminal.
 */
@Command(
        name = "credentials",
        description = {
            "Prints short-lived credentials for the data that you were granted, as credential_process of the AWS CLI and SDKs.",
            "Signs you in with the company's OIDC provider where that is needed; see docs/credentials.md."
        },
        mixinStandardHelpOptions = true)
public final class CredentialsCommand implements Callable<Integer> {
    @Option(names = "--profile", paramLabel = "NAME", defaultValue = "default", description = "Default: default.")
    private String name;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The profiles. Default: ~/.config/sluice/credentials.yaml.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--device", description = "Sign in on another device instead of with a browser here.")
    private boolean device;

    @Option(names = "--sign-out", description = "Forgets the sign-in and every credential that it gave.")
    private boolean signOut;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Whoever runs this may keep standard error too: libraries say nothing there.
        LogManager.getLogManager().reset();
        try {
            var file = config.orElseGet(() -> home("XDG_CONFIG_HOME", ".config").resolve("sluice/credentials.yaml"));
            var profile = Profiles.read(file).named(name, file);
            var cache = Cache.open(home("XDG_CACHE_HOME", ".cache").resolve("sluice-credentials"));
            var chosen = device ? profile.with(Profile.SignInWay.DEVICE) : profile;
            return run(new CredentialProcess(name, chosen, cache, Clock.systemUTC()));
        } catch (BadProfile bad) {
            return failed(bad, 2);
        } catch (Unavailable none) {
            return failed(none, 1);
        }
    }

    private int run(CredentialProcess process) throws IOException, InterruptedException, Unavailable {
        var out = spec.commandLine().getOut();
        if (signOut) {
            out.println(process.signOut() ? "Signed out." : "Nobody was signed in.");
        } else {
            print(process.credentials(), out);
        }
        out.flush();
        return 0;
    }

    private static void print(Vended vended, PrintWriter out) throws IOException {
        var json = JsonMapper.builder().build();
        out.println(json.writeValueAsString(json.createObjectNode()
                .put("Version", 1)
                .put("AccessKeyId", vended.accessKeyId())
                .put("SecretAccessKey", vended.secretAccessKey())
                .put("SessionToken", vended.sessionToken())
                .put("Expiration", vended.expiration().toString())));
    }

    private int failed(Exception why, int code) {
        spec.commandLine().getErr().println("sluice: " + why.getMessage());
        spec.commandLine().getErr().flush();
        return code;
    }

    private static Path home(String variable, String otherwise) {
        var set = System.getenv(variable);
        return set == null || set.isBlank() ? Path.of(System.getProperty("user.home"), otherwise) : Path.of(set);
    }
}
