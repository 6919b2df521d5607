package io.sluice.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes the AWS documents of a catalogue. The bucket trusts exactly the catalogue's own access points, for the actions that some
 * application was granted, and each access point trusts one role, for its prefixes. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">access point policies</a>.
 */
final class Renderer {
    private static final Duration MAX_SESSION = Duration.ofHours(1);

    private final Catalogue catalogue;

    private Renderer(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static RenderedCatalogue render(Catalogue catalogue) {
        var renderer = new Renderer(catalogue);
        var applications = catalogue.applications();
        return new RenderedCatalogue(
                catalogue.account(),
                catalogue.region(),
                renderer.bucket(),
                applications.stream().map(renderer::accessPoint).toList(),
                applications.stream().map(renderer::role).toList());
    }

    private RenderedBucket bucket() {
        var name = catalogue.bucket().name();
        var resources = List.of("arn:aws:s3:::" + name, "arn:aws:s3:::" + name + "/*");
        var document = new Document();
        delegation().ifPresent(statement -> {
            statement.put("Resource", resources);
            statement.put("Condition", Map.of("StringEquals", ownAccessPoints()));
            document.add(statement);
        });
        if (catalogue.bucket().tls() == Tls.REQUIRED) {
            var deny = Document.statement("DenyWithoutTls", "Deny", "*", "s3:*");
            deny.put("Resource", resources);
            deny.put("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
            document.add(deny);
        }
        return new RenderedBucket(name, document.json("the policy of bucket " + name), PublicAccessBlock.ALL);
    }

    private Optional<Map<String, Object>> delegation() {
        var granted = catalogue.applications().stream()
                .flatMap(application -> application.grants().values().stream())
                .flatMap(Set::stream)
                .toList();
        return granted.isEmpty()
                ? Optional.empty()
                : Optional.of(Document.statement(
                        "DelegateToAccessPoints", "Allow", Map.of("AWS", "*"), actions(granted::contains)));
    }

    /** The account alone would trust every access point that anybody in it creates. */
    private Map<String, Object> ownAccessPoints() {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("s3:DataAccessPointAccount", catalogue.account());
        keys.put(
                "s3:DataAccessPointArn",
                catalogue.applications().stream()
                        .filter(application -> !application.grants().isEmpty())
                        .map(application -> arn(application.accessPoint()))
                        .sorted()
                        .toList());
        return keys;
    }

    private RenderedAccessPoint accessPoint(Application application) {
        var name = application.accessPoint();
        var document = new Document();
        for (var dataSet : catalogue.dataSets()) {
            var permissions = application.grants().getOrDefault(dataSet.name(), Set.of());
            statements(application, dataSet, permissions).forEach(document::add);
        }
        return new RenderedAccessPoint(
                name,
                arn(name),
                application.networkOrigin(),
                document.json("the policy of access point " + name),
                PublicAccessBlock.ALL);
    }

    private Stream<Map<String, Object>> statements(
            Application application, DataSet dataSet, Set<Permission> permissions) {
        var principal = Map.of("AWS", roleArn(application));
        var arn = arn(application.accessPoint());
        var statements = new ArrayList<Map<String, Object>>();
        if (permissions.stream().anyMatch(Permission::onObjects)) {
            var objects = Document.statement(
                    "ObjectsOf" + sid(dataSet),
                    "Allow",
                    principal,
                    actions(p -> p.onObjects() && permissions.contains(p)));
            objects.put("Resource", arn + "/object/" + dataSet.prefix() + "*");
            statements.add(objects);
        }
        if (permissions.contains(Permission.LIST)) {
            var list = Document.statement("ListOf" + sid(dataSet), "Allow", principal, Permission.LIST.action());
            list.put("Resource", arn);
            list.put("Condition", Map.of("StringLike", Map.of("s3:prefix", dataSet.prefix() + "*")));
            statements.add(list);
        }
        return statements.stream();
    }

    private RenderedRole role(Application application) {
        var role = application.role();
        var document = new Document();
        role.trustedService().map(this::serviceTrust).ifPresent(document::add);
        if (!role.trustedPrincipals().isEmpty()) {
            document.add(Document.statement(
                    "AssumeByPrincipals",
                    "Allow",
                    Map.of("AWS", role.trustedPrincipals()),
                    List.of("sts:AssumeRole", "sts:SetSourceIdentity")));
        }
        var json = document.json("the trust policy of " + role.name()).orElseThrow();
        return new RenderedRole(role.name(), roleArn(application), json, MAX_SESSION);
    }

    private Map<String, Object> serviceTrust(TrustedService service) {
        var trust =
                Document.statement("RunApplication", "Allow", Map.of("Service", service.principal()), "sts:AssumeRole");
        if (service.tellsSourceAccount()) {
            trust.put("Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", catalogue.account())));
        }
        return trust;
    }

    /** In the order of the permissions, not of the catalogue, so that rewriting a list changes nothing. */
    private static List<String> actions(Predicate<Permission> which) {
        return Stream.of(Permission.values())
                .filter(which)
                .map(Permission::action)
                .toList();
    }

    /** {@code SalesEvents} for {@code sales-events}: a Sid takes letters and digits only. */
    private static String sid(DataSet dataSet) {
        return Stream.of(dataSet.name().split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .reduce("", String::concat);
    }

    private String arn(String accessPoint) {
        return "arn:aws:s3:" + catalogue.region() + ":" + catalogue.account() + ":accesspoint/" + accessPoint;
    }

    private String roleArn(Application application) {
        return "arn:aws:iam::" + catalogue.account() + ":role/"
                + application.role().name();
    }
}
