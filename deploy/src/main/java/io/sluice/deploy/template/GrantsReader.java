package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedDirectory;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.RenderedGrants.Grant;
import io.sluice.catalogue.RenderedGrants.Grantee;
import io.sluice.catalogue.RenderedGrants.Location;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Access Grants instance with its locations and grants, and the groups of the directory. */
final class GrantsReader {
    private final Reading reading;

    GrantsReader(Reading reading) {
        this.reading = reading;
    }

    Optional<RenderedGrants> grants(List<String> buckets) {
        var locations = locations();
        var grants = reading.all("AWS::S3::AccessGrant", grant -> grant(grant, locations)).stream()
                .filter(grant -> isUsable(grant, buckets))
                .toList();
        return reading
                .all("AWS::S3::AccessGrantsInstance", instance -> {
                    var arn = instance.attribute("AccessGrantsInstanceArn");
                    reading.place("resource " + arn, instance.where());
                    return new RenderedGrants(
                            arn,
                            instance.property("IdentityCenterArn").optionalText(),
                            List.copyOf(locations.values()),
                            grants,
                            Optional.empty());
                })
                .stream()
                .findFirst();
    }

    private Map<String, Location> locations() {
        return reading
                .all("AWS::S3::AccessGrantsLocation", location -> {
                    var scope = location.property("LocationScope");
                    if (!scope.text().matches("s3://([a-z0-9][a-z0-9.-]*(/.*)?)?")) {
                        throw new TemplateException(
                                scope.where(), "a scope is s3://BUCKET/PREFIX, not \"" + scope.text() + "\"");
                    }
                    reading.place("location " + scope.text(), location.where());
                    return new Location(
                            location.ref(),
                            scope.text(),
                            location.property("IamRoleArn").text());
                })
                .stream()
                .collect(Collectors.toMap(Location::id, Function.identity()));
    }

    private Grant grant(Resource grant, Map<String, Location> locations) {
        var id = grant.property("AccessGrantsLocationId");
        var location = locations.get(id.text());
        if (location == null) {
            throw new TemplateException(id.where(), "there is no location " + id.text() + " that could be read");
        }
        var grantee = grant.property("Grantee");
        var found = new Grant(
                location.scope(),
                grant.property("AccessGrantsLocationConfiguration")
                        .member("S3SubPrefix")
                        .optionalText()
                        .orElse(""),
                grant.property("S3PrefixType").optionalText(),
                new Grantee(
                        grantee.member("GranteeType").text(),
                        grantee.member("GranteeIdentifier").text()),
                grant.property("Permission").text(),
                grant.property("ApplicationArn").optionalText());
        reading.place(words(found), grant.where());
        return found;
    }

    static String words(Grant grant) {
        return "grant " + grant.scope() + " " + grant.permission() + " to "
                + grant.grantee().type() + " " + grant.grantee().id();
    }

    /** A grant in a bucket that is not there gives nothing, and cannot be decided. */
    private boolean isUsable(Grant grant, List<String> buckets) {
        var bucket = grant.scope().replaceFirst("^s3://([^/]*).*$", "$1");
        if (!buckets.contains(bucket)) {
            reading.add(
                    Kind.MISSING,
                    reading.places().get(words(grant)),
                    "no template has the bucket " + bucket + " of " + words(grant));
            return false;
        }
        return true;
    }

    List<RenderedDirectory.Group> groups() {
        return reading.all("AWS::IdentityStore::Group", group -> {
            var name = group.property("DisplayName").text();
            reading.place("group " + name, group.where());
            return new RenderedDirectory.Group(group.attribute("GroupId"), name, List.of());
        });
    }
}
