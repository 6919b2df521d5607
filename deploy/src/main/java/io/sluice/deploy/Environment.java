package io.sluice.deploy;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedView;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What functions are told: what the catalogue says, and where the applications of this repository find each other. */
final class Environment {
    /** Of all variables together. From https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    private static final int MOST_BYTES = 4096;

    private Environment() {}

    static SequencedMap<String, String> of(RenderedFunction function, RenderedCatalogue catalogue, Choices choices) {
        var all = new LinkedHashMap<String, String>();
        switch (function.name()) {
            case Systems.INVENTORY -> {
                all.put("SLUICE_INVENTORY_BUCKET", accessPoint(catalogue, Systems.LAMBDA_ACCESS_POINT));
                if (choices.objectLambda()) {
                    catalogue.objectLambdaAccessPoints().stream()
                            .findFirst()
                            .ifPresent(view -> all.put("SLUICE_INVENTORY_VIEW", view.arn()));
                }
            }
            case Systems.REDACTION -> all.put("QUARKUS_LAMBDA_HANDLER", "object-lambda");
            case Systems.REDACTION_HTTP -> {
                all.put("QUARKUS_LAMBDA_HANDLER", "http");
                all.put("SLUICE_REDACTION_VIEWS", views(catalogue));
            }
            default -> {}
        }
        all.putAll(function.environment());
        return fitting(function, all);
    }

    private static String accessPoint(RenderedCatalogue catalogue, String name) {
        return catalogue.accessPoints().stream()
                .filter(point -> point.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the function " + Systems.INVENTORY
                        + " reads by the access point " + name + ", which the catalogue does not have"))
                .arn();
    }

    private static String views(RenderedCatalogue catalogue) {
        return catalogue.views().stream()
                .map(RenderedView::document)
                .map(document -> document.replaceAll("\\s*\\n\\s*", ""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static SequencedMap<String, String> fitting(RenderedFunction function, SequencedMap<String, String> all) {
        int bytes = all.entrySet().stream().mapToInt(Environment::bytes).sum();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("the variables of function " + function.name() + " would have " + bytes
                    + " bytes; Lambda takes " + MOST_BYTES + ": put the views into a file of its zip and name it by"
                    + " SLUICE_REDACTION_VIEWS_FILE");
        }
        return all;
    }

    private static int bytes(Map.Entry<String, String> variable) {
        return (variable.getKey() + variable.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }
}
