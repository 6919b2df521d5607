package io.sluice.lake.lambda;

import io.sluice.lake.lambda.Configuration.Settable;
import io.sluice.lake.principals.Credentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the code of a function is started. Its variables are those of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's environment variables</a> and the function's own,
 * and nothing of the lake's. One is added where the function does not set it: {@code AWS_ENDPOINT_URL}, so that the SDK in it finds this
 * lake where it would find AWS.
 *
 * @param task the folder of its unpacked code
 * @param runtimeApi host and port
 * @param logStream as CloudWatch would call it
 */
record Launch(
        Configuration configuration,
        Path task,
        Place place,
        Credentials credentials,
        String runtimeApi,
        String logStream) {
    /** The part of the memory that the heap of a Java function gets, as Lambda's Java runtimes give it. */
    private static final double HEAP = 0.85;

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The lake that it runs in. */
    record Place(String region, URI endpoint) {
        Place {
            Objects.requireNonNull(region);
            Objects.requireNonNull(endpoint);
        }
    }

    /** It cannot be started, for a reason that is told to whoever invokes it. */
    static final class LaunchException extends Exception {
        private static final long serialVersionUID = 1L;

        LaunchException(String message) {
            super(message);
        }
    }

    private Settable settable() {
        return configuration.settable();
    }

    List<String> command() throws LaunchException {
        return switch (settable().runtime()) {
            case PROVIDED -> List.of(bootstrap().toString());
            case JAVA_21, JAVA_25 -> java();
        };
    }

    private Path bootstrap() throws LaunchException {
        var bootstrap = task.resolve("bootstrap");
        if (!Files.isRegularFile(bootstrap)) {
            throw new LaunchException("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
        }
        if (!Files.isExecutable(bootstrap)) {
            throw new LaunchException("fork/exec /var/task/bootstrap: permission denied");
        }
        return bootstrap;
    }

    private List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + (long) (settable().memory() * 1024 * HEAP) + "k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                InterfaceClient.classPath(),
                MAIN,
                settable().handler());
    }

    SortedMap<String, String> variables() {
        var all = new TreeMap<String, String>();
        all.put("AWS_ENDPOINT_URL", place.endpoint().toString());
        all.putAll(settable().environment());
        all.putAll(ofLambda());
        all.putAll(ofRole());
        return all;
    }

    private Map<String, String> ofLambda() {
        var name = configuration.function().name();
        var all = new TreeMap<String, String>();
        all.put("AWS_LAMBDA_FUNCTION_NAME", name);
        all.put("AWS_LAMBDA_FUNCTION_VERSION", FunctionReference.LATEST);
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settable().memory()));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        all.put("AWS_REGION", place.region());
        all.put("AWS_DEFAULT_REGION", place.region());
        all.put("LAMBDA_TASK_ROOT", task.toString());
        all.put("LAMBDA_RUNTIME_DIR", task.toString());
        all.put("_HANDLER", settable().handler());
        all.put("LANG", "en_US.UTF-8");
        all.put("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        all.put("TZ", ":UTC");
        switch (settable().runtime()) {
            // Not told to a runtime of the function's own.
            case PROVIDED -> {}
            case JAVA_21, JAVA_25 ->
                all.put(
                        "AWS_EXECUTION_ENV",
                        "AWS_Lambda_" + settable().runtime().identifier());
        }
        return all;
    }

    private Map<String, String> ofRole() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN", credentials.session().orElseThrow().token());
    }

    @Override
    public String toString() {
        return "Launch[" + configuration.arn() + "]";
    }
}
