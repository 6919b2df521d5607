package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads applications: each has a role, an access point on one bucket, and permissions on data sets of that bucket. */
final class ApplicationParser {
    static final Pattern ACCESS_POINT =
            Pattern.compile("(?!xn--)(?!.*(-s3alias|--ol-s3|--xa-s3)$)[a-z0-9][a-z0-9-]{1,48}[a-z0-9]");
    private static final Pattern VPC = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");
    private static final Map<String, Permission> PERMISSIONS =
            Fields.words(List.of(Permission.values()), Permission::word);

    private final Names names;
    private final RoleParser roles;
    private final List<Bucket> buckets;
    private final SequencedMap<String, DataSet> dataSets;
    private final Map<String, Integer> order = new HashMap<>();

    ApplicationParser(Names names, List<Bucket> buckets, SequencedMap<String, DataSet> dataSets) {
        this.names = names;
        this.roles = new RoleParser(names);
        this.buckets = buckets;
        this.dataSets = dataSets;
        dataSets.keySet().forEach(name -> order.put(name, order.size()));
    }

    Application application(Yaml node) {
        var fields = Fields.of(
                node,
                "an application",
                "name",
                "role",
                "trustedService",
                "trustedServices",
                "trustedPrincipals",
                "accessPoint",
                "bucket",
                "networkOrigin",
                "dataSets");
        var name = names.declare(fields, "application");
        var role = roles.role(fields);
        var accessPoint = fields.text(
                "accessPoint",
                ACCESS_POINT,
                "3 to 50 lower-case letters, digits and hyphens, without S3's reserved beginnings and endings");
        names.take("access point", accessPoint, fields.required("accessPoint").place());
        var origin = networkOrigin(fields);
        var written = grants(fields);
        fields.members("dataSets")
                .forEach((dataSet, member) -> names.note("permission", name + " " + dataSet, member.place()));
        var bucket = bucket(fields, written);
        refuseOtherPrefix(bucket, accessPoint, fields.required("accessPoint").place());
        return new Application(name, role, accessPoint, bucket, origin, inOrderOfDataSets(written));
    }

    /** A bucket that trusts access points by how their names start would not trust this one. */
    private void refuseOtherPrefix(String bucket, String accessPoint, Place place) {
        buckets.stream()
                .filter(each -> each.name().equals(bucket))
                .flatMap(each -> each.accessPointPrefix().stream())
                .filter(prefix -> !accessPoint.startsWith(prefix))
                .forEach(prefix -> {
                    throw new CatalogueException(
                            place,
                            "access points of " + bucket + " start with \"" + prefix + "\"; write \"" + prefix
                                    + accessPoint + "\"");
                });
    }

    /** The bucket of its data sets; what it says where it has none, or else the first. */
    private String bucket(Fields fields, Map<String, Set<Permission>> written) {
        var said = fields.optional("bucket")
                .map(node -> Names.known(
                        node, "bucket", buckets.stream().map(Bucket::name).toList()));
        var used = written.keySet().stream()
                .map(dataSet -> dataSets.get(dataSet).bucket())
                .distinct()
                .sorted()
                .toList();
        if (used.size() > 1 || !used.stream().allMatch(said.orElse(used.isEmpty() ? "" : used.getFirst())::equals)) {
            throw new CatalogueException(
                    fields.required("dataSets").place(),
                    "an access point is on one bucket, and these data sets are in " + String.join(" and ", used)
                            + "; make another application for the others");
        }
        return said.orElseGet(() -> used.isEmpty() ? buckets.getFirst().name() : used.getFirst());
    }

    private static NetworkOrigin networkOrigin(Fields fields) {
        var node = fields.optional("networkOrigin");
        if (node.isEmpty()) {
            return new NetworkOrigin.Internet();
        }
        var text = Fields.text(node.get(), "networkOrigin");
        if (text.value().equals("internet")) {
            return new NetworkOrigin.Internet();
        }
        if (VPC.matcher(text.value()).matches()) {
            return new NetworkOrigin.Vpc(text.value());
        }
        throw new CatalogueException(
                text.place(),
                "unknown networkOrigin \"" + text.value() + "\"; it is internet, or a VPC such as vpc-1a2b3c4d");
    }

    private Map<String, Set<Permission>> grants(Fields fields) {
        var written = new HashMap<String, Set<Permission>>();
        var node = fields.required("dataSets");
        if (!(node instanceof Yaml.Members members)) {
            throw new CatalogueException(
                    node.place(), "dataSets of an application must be members, such as: sales-events: [read, list]");
        }
        members.members().forEach((dataSet, member) -> {
            Names.refuseUnknown(dataSet, member.place(), "data set", dataSets.keySet());
            written.put(dataSet, permissions(member.value()));
        });
        return written;
    }

    private SequencedMap<String, Set<Permission>> inOrderOfDataSets(Map<String, Set<Permission>> written) {
        var grants = new LinkedHashMap<String, Set<Permission>>();
        written.keySet().stream()
                .sorted(Comparator.comparing(order::get))
                .forEach(name -> grants.put(name, written.get(name)));
        return grants;
    }

    private static Set<Permission> permissions(Yaml node) {
        var permissions = new ArrayList<Permission>();
        for (Yaml item : Fields.items(node, "the permissions")) {
            var permission = Fields.word(item, "permission", PERMISSIONS);
            if (permissions.contains(permission)) {
                throw new CatalogueException(item.place(), "\"" + permission.word() + "\" is here a second time");
            }
            permissions.add(permission);
        }
        if (permissions.isEmpty()) {
            throw new CatalogueException(node.place(), "no permission; leave the data set out or write one");
        }
        return EnumSet.copyOf(permissions);
    }
}
