package io.sluice.catalogue.audit;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Place;
import io.sluice.catalogue.View;
import java.util.Optional;
import java.util.stream.Stream;

/** The line of the catalogue that a rendered statement comes from. */
public final class Origin {
    private Origin() {}

    /**
     * Where the catalogue asks for a statement.
     *
     * @param document as {@link World} names it, {@code access-points/ec2-consumer.json}
     */
    public static Optional<Place> of(Catalogue catalogue, String document, String statement) {
        var folder = document.split("/", 2)[0];
        var name = document.substring(document.indexOf('/') + 1).replaceFirst("\\.json$", "");
        var places = catalogue.places();
        return switch (folder) {
            case "buckets" -> places.of("bucket", name);
            case "access-points" -> ofAccessPoint(catalogue, name, statement);
            case "object-lambda-access-points" ->
                places.of("Object Lambda access point", name.replaceFirst("\\.policy$", ""));
            case "functions" -> places.of("function", name);
            case "roles" -> ofRole(catalogue, name);
            default -> ofGrant(catalogue, document);
        };
    }

    private static Optional<Place> ofAccessPoint(Catalogue catalogue, String point, String statement) {
        var sid = statement.replaceFirst("^(Objects|List)(Of|For)", "");
        if (statement.matches("(Objects|List)For.*")) {
            return catalogue.views().stream()
                    .map(View::name)
                    .filter(view -> sid(view).equals(sid))
                    .findFirst()
                    .flatMap(view -> catalogue.places().of("view", view));
        }
        return catalogue.applications().stream()
                .filter(application -> application.accessPoint().equals(point))
                .flatMap(application -> catalogue.dataSets().stream()
                        .map(DataSet::name)
                        .filter(dataSet -> sid(dataSet).equals(sid))
                        .flatMap(dataSet ->
                                catalogue.places().of("permission", application.name() + " " + dataSet).stream()))
                .findFirst()
                .or(() -> catalogue.places().of("access point", point));
    }

    private static String sid(String name) {
        return Stream.of(name.split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .reduce("", String::concat);
    }

    /** {@code inventoryConsumerRole.view-data-shield} comes from the view; names of roles may have dots themselves. */
    private static Optional<Place> ofRole(Catalogue catalogue, String name) {
        var places = catalogue.places();
        var policy = name.substring(name.lastIndexOf('.') + 1);
        if (policy.startsWith("view-")) {
            return places.of("view", policy.substring("view-".length()));
        }
        if (policy.startsWith("function-")) {
            return places.of("function", policy.substring("function-".length()));
        }
        return places.of("role", name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }

    /** {@code grant s3://bucket/users* READ to ShopFast-CustomerSupport}. */
    private static Optional<Place> ofGrant(Catalogue catalogue, String document) {
        return catalogue.people().departments().stream()
                .filter(department ->
                        document.endsWith(" to " + department.role().name())
                                || document.endsWith(" to group " + department.group()))
                .flatMap(department -> department.grants().stream()
                        .filter(grant -> document.startsWith("grant s3://"
                                + bucket(catalogue, grant.dataSet())
                                + "/" + grant.subPrefix() + " " + grant.access() + " "))
                        .flatMap(grant ->
                                catalogue.places().of("grant", department.name() + " " + grant.subPrefix()).stream()))
                .findFirst();
    }

    private static String bucket(Catalogue catalogue, String dataSet) {
        return catalogue.dataSets().stream()
                .filter(each -> each.name().equals(dataSet))
                .findFirst()
                .map(DataSet::bucket)
                .orElse("");
    }
}
