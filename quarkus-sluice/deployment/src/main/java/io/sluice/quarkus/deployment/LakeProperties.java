package io.sluice.quarkus.deployment;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedView;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.lake.CatalogueSource;
import io.sluice.quarkus.deployment.lake.RunningLake;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an application is told of its lake: {@code sluice.lake.file}, {@code .endpoint}, {@code .region}, {@code .account},
 * {@code .bucket}, the aliases {@code .access-point.NAME} and {@code .object-lambda-access-point.NAME}, the file of the
 * {@code .catalogue}, its {@code .views} as a JSON array, and a folder that goes when the lake does, {@code .scratch}.
 */
final class LakeProperties {
    private static final String PREFIX = "sluice.lake.";

    private LakeProperties() {}

    static Map<String, Function<RunningLake, String>> of(CatalogueSource source, ApplicationModel model) {
        var catalogue = source.rendered();
        var properties = new LinkedHashMap<String, Function<RunningLake, String>>();
        properties.put(PREFIX + "file", lake -> lake.file().toString());
        properties.put(PREFIX + "scratch", lake -> lake.scratch().toString());
        properties.put(PREFIX + "catalogue", _ -> source.file().toString());
        properties.put(PREFIX + "views", _ -> views(source.rendered()));
        properties.put(PREFIX + "endpoint", place(place -> place.endpoint().toString()));
        properties.put("aws.endpoint.url", place(place -> place.endpoint().toString()));
        properties.put(PREFIX + "region", place(LakeFile.Place::region));
        properties.put(PREFIX + "account", place(LakeFile.Place::account));
        properties.put(PREFIX + "bucket", place(LakeFile.Place::bucket));
        catalogue
                .accessPoints()
                .forEach(point -> properties.put(
                        PREFIX + "access-point." + point.name(),
                        lake -> lake.lake().accessPoints().get(point.name())));
        catalogue
                .objectLambdaAccessPoints()
                .forEach(point -> properties.put(
                        PREFIX + "object-lambda-access-point." + point.name(),
                        lake -> lake.lake().objectLambdaAccessPoints().get(point.name())));
        if (has(model, "quarkus-amazon-s3")) {
            // Names below localhost need not resolve.
            properties.put("quarkus.s3.path-style-access", _ -> "true");
        }
        return properties;
    }

    /** As the redaction service takes them. */
    private static String views(RenderedCatalogue catalogue) {
        return catalogue.views().stream().map(RenderedView::document).collect(Collectors.joining(",", "[", "]"));
    }

    private static Function<RunningLake, String> place(Function<LakeFile.Place, String> member) {
        return lake -> member.apply(lake.lake().place());
    }

    private static boolean has(ApplicationModel model, String artifact) {
        return model.getRuntimeDependencies().stream()
                .anyMatch(dependency -> dependency.getArtifactId().equals(artifact));
    }
}
