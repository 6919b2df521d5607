package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/** From YAML to a catalogue: every member known, every name well formed, used once, and declared before it is referred to. */
final class CatalogueParser {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern BUCKET =
            Pattern.compile("(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\\.mrap|--x-s3)$)(?!.*\\.\\.)"
                    + "(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** Words that start with a letter, so that no two names become the same statement id. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    private static final Pattern PREFIX = Pattern.compile("(?=.{2,512}$)([A-Za-z0-9._=+@-]+/)+");
    private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}/.*");
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern ACCESS_POINT =
            Pattern.compile("(?!xn--)(?!.*(-s3alias|--ol-s3|--xa-s3)$)[a-z0-9][a-z0-9-]{1,48}[a-z0-9]");
    private static final Pattern OWNER = Pattern.compile("\\S(.{0,126}\\S)?");
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws:iam::\\d{12}:(root|(user|role)/([A-Za-z0-9+=,.@_/-]+/)?[\\w+=,.@-]{1,64})");
    private static final Pattern VPC = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");

    private static final Map<String, Tls> TLS = Fields.words(List.of(Tls.values()), Tls::word);
    private static final Map<String, Classification> CLASSIFICATIONS =
            Fields.words(List.of(Classification.values()), Classification::word);
    private static final Map<String, Permission> PERMISSIONS =
            Fields.words(List.of(Permission.values()), Permission::word);
    private static final Map<String, TrustedService> SERVICES =
            Fields.words(List.of(TrustedService.values()), TrustedService::principal);

    private final SequencedMap<String, DataSet> dataSets = new LinkedHashMap<>();
    /** What is taken, to where it was: {@code role webAppClientRole}. */
    private final Map<String, Place> taken = new HashMap<>();

    private CatalogueParser() {}

    static Catalogue parse(Yaml root) {
        return new CatalogueParser().catalogue(root);
    }

    private Catalogue catalogue(Yaml root) {
        var fields = Fields.of(root, "the catalogue", "account", "region", "bucket", "dataSets", "applications");
        var account = fields.text("account", ACCOUNT, "twelve digits, in quotes");
        var region = fields.text("region", REGION, "such as us-east-1");
        var bucket = bucket(fields.required("bucket"));
        fields.items("dataSets").forEach(this::dataSet);
        var applications =
                fields.items("applications").stream().map(this::application).toList();
        return new Catalogue(account, region, bucket, List.copyOf(dataSets.values()), applications);
    }

    private static Bucket bucket(Yaml node) {
        var fields = Fields.of(node, "the bucket", "name", "tls");
        var name = fields.text(
                "name",
                BUCKET,
                "3 to 63 lower-case letters, digits, dots and hyphens, without S3's reserved beginnings and endings");
        return new Bucket(name, fields.optional("tls").isPresent() ? fields.word("tls", TLS) : Tls.REQUIRED);
    }

    private void dataSet(Yaml node) {
        var fields = Fields.of(node, "a data set", "name", "prefix", "owner", "classification");
        var name = name(fields, "data set");
        var prefix = prefix(fields);
        var owner = fields.text("owner", OWNER, "up to 128 characters that say who answers for it");
        dataSets.put(name, new DataSet(name, prefix, owner, fields.word("classification", CLASSIFICATIONS)));
    }

    private String prefix(Fields fields) {
        var text = Fields.text(fields.required("prefix"), "prefix");
        var prefix = text.value();
        if (!prefix.endsWith("/")) {
            throw new CatalogueException(
                    text.place(),
                    "the prefix \"" + prefix
                            + "\" must end with \"/\": policies match character by character, so it would also cover \""
                            + prefix + "_archive/…\" and \"" + prefix + ".txt\"; write \"" + prefix + "/\"");
        }
        if (!PREFIX.matcher(prefix).matches() || DOTS.matcher(prefix).matches()) {
            throw new CatalogueException(
                    text.place(),
                    "\"" + prefix
                            + "\" is no prefix: parts of letters, digits and . _ = + @ - that each end with \"/\", 512 characters in all,"
                            + " none of them . or ..; * ? and $ would be wildcards and variables in a policy");
        }
        for (var other : dataSets.values()) {
            if (prefix.startsWith(other.prefix()) || other.prefix().startsWith(prefix)) {
                throw new CatalogueException(
                        text.place(),
                        "the prefix \"" + prefix + "\" overlaps \"" + other.prefix() + "\" of data set " + other.name()
                                + ": who may read the one could read the other");
            }
        }
        return prefix;
    }

    private Application application(Yaml node) {
        var fields = Fields.of(
                node,
                "an application",
                "name",
                "role",
                "trustedService",
                "trustedPrincipals",
                "accessPoint",
                "networkOrigin",
                "dataSets");
        var name = name(fields, "application");
        var role = role(fields);
        var accessPoint = fields.text(
                "accessPoint",
                ACCESS_POINT,
                "3 to 50 lower-case letters, digits and hyphens, without S3's reserved beginnings and endings");
        take("access point", accessPoint, fields.required("accessPoint").place());
        return new Application(name, role, accessPoint, networkOrigin(fields), grants(fields));
    }

    private Application.Role role(Fields fields) {
        var name = fields.text("role", ROLE, "up to 64 letters, digits and + = , . @ _ -");
        take("role", name, fields.required("role").place());
        var service = fields.optional("trustedService").map(node -> Fields.word(node, "trustedService", SERVICES));
        var principals = fields.items("trustedPrincipals").stream()
                .map(CatalogueParser::principal)
                .toList();
        if (service.isEmpty() && principals.isEmpty()) {
            throw new CatalogueException(
                    fields.place(), "nobody may assume " + name + "; write a trustedService or trustedPrincipals");
        }
        return new Application.Role(name, service, principals);
    }

    private static String principal(Yaml node) {
        var text = Fields.text(node, "a trusted principal");
        if (!PRINCIPAL.matcher(text.value()).matches()) {
            throw new CatalogueException(
                    text.place(),
                    "\"" + text.value()
                            + "\" is no trusted principal: the ARN of a user, a role, or the root of an account, without wildcards");
        }
        return text.value();
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

    private SequencedMap<String, Set<Permission>> grants(Fields fields) {
        var written = new HashMap<String, Set<Permission>>();
        var node = fields.required("dataSets");
        if (!(node instanceof Yaml.Members members)) {
            throw new CatalogueException(
                    node.place(), "dataSets of an application must be members, such as: sales-events: [read, list]");
        }
        members.members().forEach((dataSet, member) -> {
            if (!dataSets.containsKey(dataSet)) {
                throw new CatalogueException(
                        member.place(),
                        "unknown data set \"" + dataSet + "\"" + Nearest.hint(dataSet, dataSets.keySet()));
            }
            written.put(dataSet, permissions(member.value()));
        });
        return inOrderOfDataSets(written);
    }

    private SequencedMap<String, Set<Permission>> inOrderOfDataSets(Map<String, Set<Permission>> written) {
        var grants = new LinkedHashMap<String, Set<Permission>>();
        dataSets.keySet().stream().filter(written::containsKey).forEach(name -> grants.put(name, written.get(name)));
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

    private String name(Fields fields, String kind) {
        var name = fields.text(
                "name", NAME, "words of lower-case letters and digits, joined by hyphens, each starting with a letter");
        take(kind, name, fields.required("name").place());
        return name;
    }

    /** Names are compared without case, as IAM does for roles. */
    private void take(String kind, String name, Place place) {
        var before = taken.putIfAbsent(kind + " " + name.toLowerCase(java.util.Locale.ROOT), place);
        if (before != null) {
            throw new CatalogueException(
                    place,
                    "the " + kind + " \"" + name + "\" is here a second time; the first is in line " + before.line());
        }
    }
}
