package io.sluice.deploy.template;

import java.util.Objects;

/**
 * A place in a template, {@code sluice-access.json LakeBucketPolicy Properties.PolicyDocument.Statement[0]}.
 *
 * @param template the name of its file
 * @param logicalId of the resource, output or condition; empty for the template itself
 * @param path within it; empty for all of it
 */
public record Where(String template, String logicalId, String path) {
    public Where {
        Objects.requireNonNull(template);
        Objects.requireNonNull(logicalId);
        Objects.requireNonNull(path);
    }

    Where member(String name) {
        return new Where(template, logicalId, path.isEmpty() ? name : path + "." + name);
    }

    Where element(int index) {
        return new Where(template, logicalId, path + "[" + index + "]");
    }

    @Override
    public String toString() {
        return (template + " " + logicalId + " " + path).strip().replace("  ", " ");
    }
}
