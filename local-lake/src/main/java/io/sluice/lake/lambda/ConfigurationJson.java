package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A function as the API tells it. */
final class ConfigurationJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxxx").withZone(ZoneOffset.UTC);
    private static final int TEMPORARY_STORAGE = 512;

    private ConfigurationJson() {}

    static ObjectNode of(Configuration configuration) {
        var settable = configuration.settable();
        var json = Json.object()
                .put("FunctionName", configuration.function().name())
                .put("FunctionArn", configuration.arn())
                .put("Runtime", settable.runtime().identifier())
                .put("Role", settable.roleArn())
                .put("Handler", settable.handler())
                .put("CodeSize", configuration.code().size())
                .put("Description", settable.description())
                .put("Timeout", settable.timeout().toSeconds())
                .put("MemorySize", settable.memory())
                .put("LastModified", TIME.format(configuration.lastModified()))
                .put("CodeSha256", Administration.base64(configuration.code().sha256()))
                .put("Version", FunctionReference.LATEST)
                .put("RevisionId", configuration.revisionId())
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful")
                .put("PackageType", "Zip");
        json.putObject("TracingConfig").put("Mode", "PassThrough");
        json.putArray("Architectures").add(configuration.code().architecture());
        json.putObject("EphemeralStorage").put("Size", TEMPORARY_STORAGE);
        json.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        json.putObject("LoggingConfig")
                .put("LogFormat", "Text")
                .put("LogGroup", "/aws/lambda/" + configuration.function().name());
        settable.deadLetter()
                .ifPresent(arn -> json.putObject("DeadLetterConfig").put("TargetArn", arn));
        if (!settable.environment().isEmpty()) {
            var variables = json.putObject("Environment").putObject("Variables");
            settable.environment().forEach(variables::put);
        }
        return json;
    }
}
