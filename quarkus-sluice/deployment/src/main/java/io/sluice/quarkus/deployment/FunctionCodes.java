package io.sluice.quarkus.deployment;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.sluice.quarkus.deployment.lake.FunctionCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configured code of the catalogue's functions. */
final class FunctionCodes {
    private FunctionCodes() {}

    static Map<String, FunctionCode> of(Path module, Map<String, LakeConfig.FunctionConfig> configured) {
        var codes = new LinkedHashMap<String, FunctionCode>();
        configured.forEach((name, function) -> {
            var zip = module.resolve(function.zip()).toAbsolutePath().normalize();
            if (!Files.isRegularFile(zip)) {
                throw new ConfigurationException("there is no " + zip + "; quarkus.sluice.devservices.functions." + name
                        + ".zip names the function's zip, which its build makes");
            }
            codes.put(name, new FunctionCode(zip, function.handler(), function.environment()));
        });
        return codes;
    }
}
