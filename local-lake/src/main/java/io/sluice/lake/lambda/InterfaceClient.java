package io.sluice.lake.lambda;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The <a href="https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client">runtime interface client</a>
 * that Lambda's own Java runtimes are made of. Its jars are on the lake's class path, beside the lake, and are found from there.
 */
final class InterfaceClient {
    /** One class of each jar that it needs. */
    private static final List<String> CLASSES = List.of(
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private InterfaceClient() {}

    static String classPath() {
        return CLASSES.stream()
                .map(InterfaceClient::jar)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(String name) {
        try {
            var found = Class.forName(name, false, InterfaceClient.class.getClassLoader());
            return Path.of(
                    found.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("The Lambda runtime interface client is not beside the lake: " + name, e);
        }
    }
}
