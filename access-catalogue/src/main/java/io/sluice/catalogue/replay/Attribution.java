package io.sluice.catalogue.replay;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Permission;
import io.sluice.catalogue.RenderedCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which permission of a catalogue a request is an exercise of. It does not change, and is safe for several threads. */
final class Attribution {
    private static final Map<String, Permission> BY_ACTION = Map.of(
            "s3:GetObject", Permission.READ,
            "s3:PutObject", Permission.WRITE,
            "s3:DeleteObject", Permission.DELETE,
            "s3:ListBucket", Permission.LIST);

    private final Map<String, Map<String, DataSet>> dataSets = new HashMap<>();
    private final Map<String, String> pointsByRole = new HashMap<>();
    private final Map<String, String> applications = new HashMap<>();
    private final Gates gates;
    private final Optional<String> suggested;

    /**
     * By what a catalogue has.
     *
     * @param gates those of the same catalogue
     * @param suggested the application whose needs are to be found out
     */
    Attribution(Catalogue catalogue, RenderedCatalogue rendered, Gates gates, Optional<String> suggested) {
        this.gates = gates;
        this.suggested = suggested;
        catalogue
                .dataSets()
                .forEach(each -> dataSets.computeIfAbsent(each.bucket(), _ -> new HashMap<>())
                        .put(each.prefix(), each));
        var arns = new HashMap<String, String>();
        rendered.accessPoints().forEach(point -> arns.put(point.name(), point.arn()));
        catalogue.applications().forEach(each -> {
            pointsByRole.put(each.role().name(), arns.get(each.accessPoint()));
            applications.put(each.role().name(), each.name());
        });
    }

    Optional<String> bucket(Way way) {
        return switch (way) {
            case Way.Bucket(var name) -> Optional.of(name);
            case Way.AccessPoint(var arn) ->
                gates.accessPoint(arn).map(point -> point.bucket().name());
            case Way.ObjectLambda _ -> Optional.empty();
        };
    }

    /** The permission of a catalogue that a call is an exercise of; none where a catalogue has none for it. */
    static Optional<Permission> permission(LoggedRequest.Call call) {
        var needed = Needed.of(call);
        return needed.isEmpty() || needed.get().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(BY_ACTION.get(needed.get().getFirst().action()));
    }

    /** The data set whose prefix this begins with; there is one at most, since prefixes end with {@code /} and do not overlap. */
    Optional<DataSet> dataSet(String bucket, String about) {
        var here = dataSets.getOrDefault(bucket, Map.of());
        for (int slash = about.indexOf('/'); slash >= 0; slash = about.indexOf('/', slash + 1)) {
            var found = here.get(about.substring(0, slash + 1));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The application that a caller is, if it came through that application's own access point. */
    Optional<String> application(Optional<Callers.Known> caller, Way way) {
        return caller.flatMap(Callers.Known::role)
                .map(Callers.Role::name)
                .filter(role -> way instanceof Way.AccessPoint(var arn) && arn.equals(pointsByRole.get(role)))
                .map(applications::get);
    }

    boolean isSuggested(String application) {
        return suggested.filter(application::equals).isPresent();
    }
}
