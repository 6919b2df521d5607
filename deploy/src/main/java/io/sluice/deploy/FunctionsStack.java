package io.sluice.deploy;

import io.sluice.catalogue.RenderedFunction;

/** Functions. */
final class FunctionsStack {
    /** What a started version is called where functions run on a JVM. */
    static final String LIVE = "live";

    private FunctionsStack() {}

    static String startedByEvents(RenderedFunction function, Choices choices, Placeholders placeholders) {
        var suffix = choices.code() == Choices.Code.JVM ? ":" + LIVE : "";
        return placeholders.text(function.arn() + suffix);
    }
}
