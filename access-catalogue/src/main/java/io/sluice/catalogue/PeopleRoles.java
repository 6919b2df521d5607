package io.sluice.catalogue;

import io.sluice.iam.GrantActions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The roles between people and data: those that departments federate into, those that carry an identity of Identity Center, and the one
 * whose sessions S3 Access Grants vends. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html">registering a location</a>, <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html">roles for OpenID Connect federation</a> and <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/trustedidentitypropagation-identity-enhanced-iam-role-sessions.html">identity-enhanced
 * role sessions</a>.
 */
final class PeopleRoles {
    private static final Duration HOUR = Duration.ofHours(1);
    /** As long as vended credentials may last. */
    private static final Duration VENDED = Duration.ofHours(12);

    private static final String CONTEXT_PROVIDER = "arn:aws:iam::aws:contextProvider/IdentityCenter";
    private static final List<String> ASK_FOR_DATA =
            List.of("s3:GetDataAccess", "s3:ListCallerAccessGrants", "s3:GetAccessGrantsInstanceForPrefix");

    private final Catalogue catalogue;
    private final People people;
    private final Arns arns;

    PeopleRoles(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.people = catalogue.people();
        this.arns = arns;
    }

    List<RenderedRole> render() {
        var roles = new ArrayList<RenderedRole>();
        people.departments().stream().map(this::department).forEach(roles::add);
        people.identityCenter().ifPresent(center -> {
            roles.add(client(center));
            roles.add(bearer(center));
        });
        people.grants().map(this::location).ifPresent(roles::add);
        return roles;
    }

    private RenderedRole department(Department department) {
        var document = new Document();
        people.oidcProviders().forEach(provider -> signIn(department, provider, document));
        var role = department.role();
        var trust = WorkRoles.trust(arns, role, document);
        return rendered(role.name(), trust, policy("access-grants", askForData()), HOUR);
    }

    /** IAM cannot see groups, so the members are named by the subject of their tokens. */
    private void signIn(Department department, People.OidcProvider provider, Document document) {
        if (department.members().isEmpty()) {
            return;
        }
        var issuer = Arns.withoutScheme(provider.url());
        var keys = new LinkedHashMap<String, Object>();
        keys.put(issuer + ":aud", provider.clientIds());
        keys.put(issuer + ":sub", subjects(department));
        var trust = Document.statement(
                "SignInAt" + Document.sid(issuer),
                "Allow",
                Map.of("Federated", arns.oidcProvider(provider.url())),
                "sts:AssumeRoleWithWebIdentity");
        trust.put("Condition", Map.of("StringEquals", keys));
        document.add(trust);
    }

    private List<String> subjects(Department department) {
        return people.users().stream()
                .filter(user -> department.members().contains(user.name()))
                .map(People.User::subject)
                .sorted()
                .toList();
    }

    private Document askForData() {
        return new Document().add(Document.permission("AskForDataAccess", ASK_FOR_DATA, arns.grantsInstance()));
    }

    private RenderedRole client(People.IdentityCenter center) {
        var application = center.application();
        var document = new Document()
                .add(Document.permission(
                        "ExchangeTokens",
                        List.of("sso-oauth:CreateTokenWithIAM"),
                        arns.application(center.instance(), application.name())))
                .add(Document.permission(
                        "ActAsThePerson",
                        List.of("sts:AssumeRole", "sts:SetContext"),
                        arns.role(application.bearerRole())));
        var role = application.clientRole();
        return rendered(role.name(), WorkRoles.trust(arns, role), policy("exchange-tokens", document), HOUR);
    }

    private RenderedRole bearer(People.IdentityCenter center) {
        var application = center.application();
        var trust = Document.statement(
                "ActAsThePerson", "Allow", Map.of("AWS", arns.root()), List.of("sts:AssumeRole", "sts:SetContext"));
        var condition = new LinkedHashMap<String, Object>();
        condition.put(
                "ArnEquals",
                Map.of("aws:PrincipalArn", arns.role(application.clientRole().name())));
        condition.put("StringEquals", Map.of("sts:RequestContext/identitycenter:InstanceArn", center.instance()));
        trust.put("Condition", condition);
        return rendered(
                application.bearerRole(),
                trust(application.bearerRole(), new Document().add(trust)),
                policy("access-grants", askForData()),
                HOUR);
    }

    private RenderedRole location(People.GrantsInstance grants) {
        var onlyUs = new LinkedHashMap<String, Object>();
        onlyUs.put("aws:SourceAccount", catalogue.account());
        onlyUs.put("aws:SourceArn", arns.grantsInstance());
        var service = Map.of("Service", "access-grants.s3.amazonaws.com");
        var vend = Document.statement(
                "VendCredentials", "Allow", service, List.of("sts:AssumeRole", "sts:SetSourceIdentity"));
        vend.put("Condition", Map.of("StringEquals", onlyUs));
        var carry = Document.statement("CarryIdentity", "Allow", service, "sts:SetContext");
        var condition = new LinkedHashMap<String, Object>();
        condition.put("StringEquals", onlyUs);
        condition.put("ForAllValues:ArnEquals", Map.of("sts:RequestContextProviders", CONTEXT_PROVIDER));
        carry.put("Condition", condition);
        return rendered(
                grants.locationRole(),
                trust(grants.locationRole(), new Document().add(vend).add(carry)),
                policy("vended", vended()),
                VENDED);
    }

    /** What vended credentials may do at most; each session is limited further to its grant. */
    private Document vended() {
        var buckets = PeopleRenderer.grantedBuckets(catalogue).stream()
                .map(arns::bucket)
                .toList();
        var objects = buckets.stream().map(arn -> arn + "/*").toList();
        return buckets.isEmpty()
                ? new Document()
                : new Document()
                        .add(vended("ReadObjects", GrantActions.READ, objects))
                        .add(vended("WriteObjects", GrantActions.WRITE, objects))
                        .add(vended("ListBuckets", List.of("s3:ListBucket", "s3:ListBucketVersions"), buckets));
    }

    private Map<String, Object> vended(String sid, List<String> actions, List<String> resources) {
        var statement = Document.permission(sid, actions, resources);
        var condition = new LinkedHashMap<String, Object>();
        condition.put("StringEquals", Map.of("aws:ResourceAccount", catalogue.account()));
        condition.put("ArnEquals", Map.of("s3:AccessGrantsInstanceArn", arns.grantsInstance()));
        statement.put("Condition", condition);
        return statement;
    }

    private static String trust(String role, Document document) {
        return document.json(Document.Kind.TRUST, "the trust policy of " + role).orElseThrow();
    }

    private static Map<String, String> policy(String name, Document document) {
        return document.json(Document.Kind.IDENTITY, "the policy " + name)
                .map(json -> Map.of(name, json))
                .orElse(Map.of());
    }

    private RenderedRole rendered(String name, String trust, Map<String, String> policies, Duration session) {
        return new RenderedRole(name, arns.role(name), trust, policies, session);
    }
}
