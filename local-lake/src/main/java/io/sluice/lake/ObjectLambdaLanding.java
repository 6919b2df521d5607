package io.sluice.lake;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.objectlambda.Configuration;
import io.sluice.lake.objectlambda.Configuration.Action;
import io.sluice.lake.objectlambda.Configuration.Feature;
import io.sluice.lake.objectlambda.Configuration.Transformation;
import io.sluice.lake.objectlambda.ObjectLambdaPoints;
import io.sluice.lake.storage.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the Object Lambda access points of a catalogue into a lake, after the access points that they read through. Those that an earlier
 * catalogue named and this one does not are taken away; what people made by hand stays.
 */
final class ObjectLambdaLanding {
    private static final String KIND = "catalogue";
    private static final String NAMES = "object-lambda-access-points";
    private static final String CALLER = "the access catalogue";

    private final RenderedCatalogue catalogue;
    private final Settings settings;
    private final ObjectLambdaPoints points;

    ObjectLambdaLanding(RenderedCatalogue catalogue, Settings settings, ObjectLambdaPoints points) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.points = points;
    }

    void land() {
        var names = catalogue.objectLambdaAccessPoints().stream()
                .map(RenderedObjectLambdaAccessPoint::name)
                .collect(Collectors.toUnmodifiableSet());
        removeFormer(names);
        settings.put(KIND, NAMES, String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        catalogue.objectLambdaAccessPoints().forEach(this::land);
    }

    private void removeFormer(Set<String> names) {
        var before = settings.get(KIND, NAMES).orElse(new byte[0]);
        Arrays.stream(new String(before, StandardCharsets.UTF_8).split("\n"))
                .filter(name -> !name.isEmpty() && !names.contains(name))
                .map(this::id)
                .filter(id -> points.find(id).isPresent())
                .forEach(points::delete);
    }

    private void land(RenderedObjectLambdaAccessPoint rendered) {
        var id = id(rendered.name());
        if (points.find(id).isPresent()) {
            points.configure(id, configuration(rendered));
        } else {
            points.create(id, configuration(rendered));
        }
        rendered.policy()
                .ifPresentOrElse(policy -> points.putPolicy(id, policy, CALLER), () -> points.deletePolicy(id));
    }

    private static Configuration configuration(RenderedObjectLambdaAccessPoint rendered) {
        var transformation = new Transformation(
                rendered.actions().stream().map(Action::of).collect(Collectors.toSet()),
                rendered.functionArn(),
                rendered.payload());
        return new Configuration(
                rendered.supportingAccessPointArn(),
                false,
                rendered.allowedFeatures().stream().map(Feature::of).collect(Collectors.toSet()),
                List.of(transformation));
    }

    private AccessPointId id(String name) {
        return new AccessPointId(catalogue.account(), name);
    }
}
