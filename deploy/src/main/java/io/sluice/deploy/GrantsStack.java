package io.sluice.deploy;

import io.sluice.catalogue.RenderedDirectory;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.RenderedGrants.Grant;
import io.sluice.catalogue.RenderedGrants.Location;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.s3.CfnAccessGrant;
import software.amazon.awscdk.services.s3.CfnAccessGrant.AccessGrantsLocationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnAccessGrant.GranteeProperty;
import software.amazon.awscdk.services.s3.CfnAccessGrantsInstance;
import software.amazon.awscdk.services.s3.CfnAccessGrantsLocation;

/**
 * The Access Grants instance, its locations and grants. Where grants are spread over several stacks, the first exports the ids of the
 * locations. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants.html">S3 Access Grants</a>.
 */
final class GrantsStack extends CatalogueStack {
    private final RenderedGrants all;
    private final boolean first;
    private final Placeholders placeholders;

    GrantsStack(Blueprint blueprint, String name, RenderedGrants all, List<Grant> grants, boolean first) {
        super(blueprint, name, "What departments get credentials for: S3 Access Grants");
        this.all = all;
        this.first = first;
        this.placeholders = groups(grants);
        if (first) {
            instance();
        }
        grants.forEach(this::grant);
    }

    /** The ids of groups are the directory's to give; what a catalogue has in their place are stand-ins. */
    private Placeholders groups(List<Grant> grants) {
        var known = placeholders();
        var directory = catalogue().directory().map(RenderedDirectory::groups).orElse(List.of());
        for (var group : directory) {
            if (grants.stream().anyMatch(grant -> grant.grantee().id().equals(group.id()))) {
                var id = LogicalIds.camel(group.displayName()) + "GroupId";
                parameter(id, "The id of the group " + group.displayName() + " in the identity store", group.id());
                known = known.with(group.id(), id);
            }
        }
        return known;
    }

    private void instance() {
        var instance = CfnAccessGrantsInstance.Builder.create(this, "AccessGrants");
        all.identityCenterArn().ifPresent(arn -> instance.identityCenterArn(text(arn)));
        var created = instance.build();
        for (var location : all.locations()) {
            var resource = CfnAccessGrantsLocation.Builder.create(this, id(location))
                    .locationScope(text(location.scope()))
                    .iamRoleArn(text(location.roleArn()))
                    .build();
            resource.addResourceDependency(created);
            if (choices().parts() > 1) {
                CfnOutput.Builder.create(this, id(location) + "Id")
                        .value(resource.getRef())
                        .exportName(export(location))
                        .build();
            }
        }
    }

    private String id(Location location) {
        return bucketId(location.scope().replaceFirst("^s3://", "")) + "Location";
    }

    private String export(Location location) {
        return "sluice-" + id(location);
    }

    private String locationId(Grant grant) {
        var location = all.locations().stream()
                .filter(each -> each.scope().equals(grant.locationScope()))
                .findFirst()
                .orElseThrow();
        return first ? Fn.ref(id(location)) : Fn.importValue(export(location));
    }

    /** What a grant is told apart by. */
    static String name(Grant grant) {
        return grant.grantee().type() + " " + grant.grantee().id() + " " + grant.scope() + " " + grant.permission();
    }

    private void grant(Grant grant) {
        var resource = CfnAccessGrant.Builder.create(this, LogicalIds.distinct(label(grant)))
                .accessGrantsLocationId(locationId(grant))
                .accessGrantsLocationConfiguration(AccessGrantsLocationConfigurationProperty.builder()
                        .s3SubPrefix(grant.subPrefix())
                        .build())
                .permission(grant.permission())
                .grantee(GranteeProperty.builder()
                        .granteeType(grant.grantee().type())
                        .granteeIdentifier(placeholders.text(grant.grantee().id()))
                        .build());
        grant.prefixType().ifPresent(resource::s3PrefixType);
        grant.applicationArn().ifPresent(arn -> resource.applicationArn(placeholders.text(arn)));
        resource.build();
    }

    /** {@code group sales users* READWRITE}, without account and Region, so that the logical id is the same everywhere. */
    private String label(Grant grant) {
        var id = grant.grantee().id();
        var who = catalogue().directory().stream()
                .flatMap(directory -> directory.groups().stream())
                .filter(group -> group.id().equals(id))
                .map(group -> "group " + group.displayName())
                .findFirst()
                .orElseGet(() -> id.substring(id.lastIndexOf('/') + 1));
        return who + " " + bucketId(grant.locationScope().replaceFirst("^s3://", "")) + " " + grant.subPrefix() + " "
                + grant.permission();
    }
}
