package io.sluice.cli;

import io.sluice.catalogue.audit.World;
import io.sluice.iam.Principal;

/** What a person typed, understood or refused with what to type instead. */
final class Asked {
    private Asked() {}

    static Principal principal(World world, String text) {
        try {
            return world.principal(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no role of this catalogue, no ARN and no service; there is "
                            + String.join(", ", world.callers().keySet()));
        }
    }

    static void action(String text) {
        if (!text.matches("[a-z0-9-]+:[A-Za-z*?]+")) {
            throw new IllegalArgumentException("\"" + text + "\" is no action; write it as s3:GetObject");
        }
    }

    static String resource(World world, String text) {
        var arn = world.resource(text);
        if (!arn.startsWith("arn:")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no resource; write s3://bucket/key, an ARN, or the name of an access point");
        }
        return arn;
    }
}
