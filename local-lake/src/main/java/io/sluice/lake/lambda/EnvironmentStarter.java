package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.Launch.LaunchException;
import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.principals.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** Starts execution environments: a session of the function's role, a Runtime API, and the process. */
final class EnvironmentStarter implements EnvironmentPool.Starter {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final CodeStore code;
    private final Principals principals;
    private final Path spools;
    private final Path logs;
    private final Leftovers leftovers;
    private final LambdaOptions options;
    private final Place place;
    private final Clock clock;

    /**
     * Where it is.
     *
     * @param endpoint of the lake, known as soon as that has started
     */
    record Place(String region, Supplier<URI> endpoint) {}

    EnvironmentStarter(
            Path folder, CodeStore code, Principals principals, LambdaOptions options, Place place, Clock clock)
            throws IOException {
        this.code = code;
        this.principals = principals;
        this.options = options;
        this.place = place;
        this.clock = clock;
        spools = Files.createDirectories(folder.resolve("output"));
        logs = Files.createDirectories(folder.resolve("log"));
        leftovers = new Leftovers(folder.resolve("process"));
        leftovers.end();
    }

    @Override
    public ExecutionEnvironment start(Configuration configuration, EnvironmentPool pool) throws LaunchException {
        var credentials = credentials(configuration);
        var id = InvokeRequest.newId().replace("-", "");
        var timeout = configuration.settable().timeout();
        try {
            var transcript =
                    new Transcript(spools.resolve(id + ".out"), new FunctionLog(logs, configuration.function()));
            var usableUntil = credentials
                    .session()
                    .orElseThrow()
                    .expiration()
                    .minus(timeout)
                    .minus(SPARE);
            var environment = new ExecutionEnvironment(new ExecutionEnvironment.Parts(
                    configuration, usableUntil, transcript, options, pool.timers(), pool));
            var api = new RuntimeApi(new RuntimeApi.Head(configuration.arn(), timeout), environment, clock);
            try {
                var launch = launch(configuration, credentials, api, id);
                environment.run(api, start(launch, transcript));
            } catch (IOException | RuntimeException | LaunchException e) {
                api.close();
                transcript.close();
                throw e;
            }
            return environment;
        } catch (IOException e) {
            throw new LaunchException(e.getMessage());
        }
    }

    private RuntimeProcess start(Launch launch, Transcript transcript) throws IOException, LaunchException {
        var process = RuntimeProcess.start(launch.command(), launch.variables(), launch.task(), transcript.spool());
        try {
            leftovers.remember(process.handle());
        } catch (IOException e) {
            process.kill();
            throw e;
        }
        var _ = process.exit().thenRun(() -> leftovers.forget(process.pid()));
        return process;
    }

    private Launch launch(Configuration configuration, Credentials credentials, RuntimeApi api, String id) {
        var stream = DAY.format(clock.instant()) + "/[" + FunctionReference.LATEST + "]" + id;
        return new Launch(
                configuration,
                code.task(configuration.code()),
                new Launch.Place(place.region(), place.endpoint().get()),
                credentials,
                api.address(),
                stream);
    }

    private Credentials credentials(Configuration configuration) {
        var role = principals
                .role(configuration.settable().roleArn())
                .filter(EnvironmentStarter::isTrusting)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.AccessDeniedException,
                        "The role defined for the function cannot be assumed by Lambda."));
        var name = configuration.function().name();
        return principals.open(
                role, new SessionRequest(name.length() < 2 ? name + "-" : name, role.maxSessionDuration()));
    }

    /** Whether Lambda may assume the role. */
    static boolean isTrusting(Role role) {
        return Trust.askForService(role, "lambda.amazonaws.com").isAllowed();
    }
}
