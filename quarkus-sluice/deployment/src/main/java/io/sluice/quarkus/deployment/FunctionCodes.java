package io.sluice.quarkus.deployment;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.sluice.quarkus.deployment.lake.FunctionCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The configured code of the catalogue's functions. */
final class FunctionCodes {
    private static final Logger LOG = Logger.getLogger(FunctionCodes.class);

    private FunctionCodes() {}

    static Map<String, FunctionCode> of(Path module, Map<String, LakeConfig.FunctionConfig> configured) {
        var codes = new LinkedHashMap<String, FunctionCode>();
        configured.forEach((name, function) -> {
            var zip = module.resolve(function.zip()).toAbsolutePath().normalize();
            if (Files.isRegularFile(zip)) {
                codes.put(name, FunctionCode.of(zip, function.handler(), function.environment()));
            } else {
                missing(name, zip, function.required());
            }
        });
        return codes;
    }

    private static void missing(String name, Path zip, boolean required) {
        var told = "there is no " + zip + "; quarkus.sluice.devservices.functions." + name
                + ".zip names the function's zip, which its build makes";
        if (required) {
            throw new ConfigurationException(told);
        }
        LOG.warnf("The function %s is not deployed: %s", name, told);
    }
}
