package io.sluice.deploy.template;

import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.List;
import java.util.Map;

/** Resources that may give access to data in ways that a catalogue has no words for: what they do is not decided, so they may not be there. */
final class OtherDoors {
    private static final String KEYS =
            "the catalogue knows roles alone; a user or group has keys and policies that nobody reviews here";
    private static final String PERMISSIONS =
            "what people may do by a permission set is not in the catalogue; use departments and grants";
    private static final String ELSEWHERE = "what it does is not in these templates";

    private static final Map<String, String> DOORS = Map.ofEntries(
            Map.entry("AWS::IAM::User", KEYS),
            Map.entry("AWS::IAM::Group", KEYS),
            Map.entry("AWS::IAM::UserPolicy", KEYS),
            Map.entry("AWS::IAM::GroupPolicy", KEYS),
            Map.entry("AWS::IAM::AccessKey", KEYS),
            Map.entry("AWS::SSO::PermissionSet", PERMISSIONS),
            Map.entry("AWS::SSO::Assignment", PERMISSIONS),
            Map.entry("AWS::RAM::ResourceShare", "it shares with other accounts, which no policy here shows"),
            Map.entry("AWS::S3::MultiRegionAccessPoint", "the catalogue knows access points of one Region"),
            Map.entry("AWS::S3::MultiRegionAccessPointPolicy", "the catalogue knows access points of one Region"),
            Map.entry("AWS::CloudFormation::Stack", ELSEWHERE),
            Map.entry("AWS::CloudFormation::CustomResource", ELSEWHERE));

    /** Of a bucket: each lets data out past every policy. */
    private static final List<String> WAYS_OUT =
            List.of("ReplicationConfiguration", "WebsiteConfiguration", "AccessControl", "InventoryConfigurations");

    private final Reading reading;

    OtherDoors(Reading reading) {
        this.reading = reading;
    }

    void read() {
        for (var resource : reading.resources()) {
            var reason = resource.type().startsWith("Custom::") ? ELSEWHERE : DOORS.get(resource.type());
            if (reason != null) {
                reading.add(Kind.UNREADABLE, resource.where(), resource.type() + ": " + reason);
            }
            if (resource.is("AWS::S3::Bucket")) {
                WAYS_OUT.stream().filter(resource.declaredProperties()::has).forEach(way -> wayOut(resource, way));
            }
        }
    }

    private void wayOut(Resource bucket, String property) {
        reading.add(
                Kind.UNREADABLE,
                bucket.where().member("Properties").member(property),
                "lets data out of the bucket past every policy; the catalogue does not ask for it");
    }
}
