package io.sluice.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Who makes a request: a user, a role or one of its sessions, a federated user, an identity provider's user, a
 * service, the root user of an account, or nobody. Immutable; start with {@link #of(String)}.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
public final class Principal {
    private static final Pattern SEPARATOR = Pattern.compile("[:/]");

    /** What kind of caller it is; it decides which principal elements can name it. */
    public enum Kind {
        ROOT("Account"),
        USER("User"),
        ROLE("AssumedRole"),
        ROLE_SESSION("AssumedRole"),
        FEDERATED_USER("FederatedUser"),
        IDENTITY_PROVIDER("FederatedUser"),
        SERVICE("Service"),
        ANONYMOUS("Anonymous");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    private final Kind kind;
    private final String arn;
    private final String account;
    private final String issuer;
    private final String orgId;
    private final String canonicalUserId;
    private final String uniqueId;
    private final Map<String, List<String>> tags;
    private final boolean issuerKnown;

    private final List<String> principalArn;
    private final List<String> accounts;
    private final List<String> orgIds;
    private final List<String> userName;
    private final List<String> types;

    private Principal(Fields fields) {
        kind = fields.kind;
        arn = fields.arn;
        account = fields.account;
        issuer = fields.issuer;
        issuerKnown = fields.issuerKnown;
        orgId = fields.orgId;
        canonicalUserId = fields.canonicalUserId;
        uniqueId = fields.uniqueId;
        tags = fields.tags;
        principalArn = kind == Kind.ROLE_SESSION ? List.of(issuer) : List.of(arn);
        accounts = List.of(account);
        orgIds = List.of(orgId);
        types = List.of(kind.type);
        userName = kind == Kind.USER ? List.of(arn.substring(arn.lastIndexOf('/') + 1)) : List.of();
    }

    /**
     * The principal with this ARN; {@code *} is an anonymous caller, {@code name.amazonaws.com} a service. The role of
     * a session is inferred as one without a path; say otherwise with {@link #withIssuer}.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    public static Principal of(String arn) {
        Objects.requireNonNull(arn, "arn");
        if (arn.isEmpty() || arn.equals("*") || arn.equalsIgnoreCase("anonymous")) {
            return anonymous();
        }
        if (!arn.startsWith("arn:")) {
            return named(arn);
        }
        var parts = arn.split(":", 6);
        if (parts.length != 6 || !(parts[2].equals("iam") || parts[2].equals("sts"))) {
            throw new IllegalArgumentException("Not the ARN of a principal: " + arn);
        }
        var fields = new Fields(kind(arn, parts[2] + ":" + parts[5]), arn, parts[4]);
        if (fields.kind == Kind.ROLE_SESSION) {
            fields.issuer = "arn:" + parts[1] + ":iam::" + parts[4] + ":role/" + parts[5].split("/", 3)[1];
        }
        return new Principal(fields);
    }

    /** A caller that did not sign its request. */
    public static Principal anonymous() {
        return new Principal(new Fields(Kind.ANONYMOUS, "*", ""));
    }

    /** A service, such as {@code lambda.amazonaws.com}. */
    public static Principal service(String name) {
        return new Principal(new Fields(Kind.SERVICE, name, ""));
    }

    private static Principal named(String name) {
        if (name.matches("\\d{12}")) {
            return new Principal(new Fields(Kind.ROOT, "arn:aws:iam::" + name + ":root", name));
        }
        if ((name.endsWith(".amazonaws.com") && !name.equals("cognito-identity.amazonaws.com"))
                || name.endsWith(".amazonaws.com.cn")
                || (name.endsWith(".amazon.com") && !name.equals("www.amazon.com"))) {
            return service(name);
        }
        if (name.matches("[A-Za-z0-9.-]+\\.[a-z]+(/.*)?")) {
            return new Principal(new Fields(Kind.IDENTITY_PROVIDER, name, ""));
        }
        throw new IllegalArgumentException("Not a principal: " + name);
    }

    private static Kind kind(String arn, String resource) {
        var parts = SEPARATOR.split(resource, 3);
        return switch (parts[0] + ":" + parts[1]) {
            case "iam:root" -> Kind.ROOT;
            case "iam:user" -> Kind.USER;
            case "iam:role" -> Kind.ROLE;
            case "iam:oidc-provider", "iam:saml-provider" -> Kind.IDENTITY_PROVIDER;
            case "sts:assumed-role" -> session(arn, resource);
            case "sts:federated-user" -> Kind.FEDERATED_USER;
            default -> throw new IllegalArgumentException("Not the ARN of a principal: " + arn);
        };
    }

    private static Kind session(String arn, String resource) {
        if (resource.split("/", -1).length != 3) {
            throw new IllegalArgumentException("Not assumed-role/ROLE/SESSION: " + arn);
        }
        return Kind.ROLE_SESSION;
    }

    /** This principal with these tags: a user's or role's own, or those of the session. */
    public Principal withTags(Map<String, String> all) {
        var fields = new Fields(this);
        fields.tags = LinkedHashMap.newLinkedHashMap(all.size());
        all.forEach((key, value) -> fields.tags.put(key.toLowerCase(Locale.ROOT), List.of(value)));
        return new Principal(fields);
    }

    /** This principal in an organization, {@code o-…}. */
    public Principal withOrgId(String id) {
        var fields = new Fields(this);
        fields.orgId = id;
        return new Principal(fields);
    }

    /** This session with the ARN of its role, path included; for a federated user the user that asked for it. */
    public Principal withIssuer(String issuerArn) {
        var fields = new Fields(this);
        fields.issuer = issuerArn;
        fields.issuerKnown = true;
        return new Principal(fields);
    }

    /** This principal with the canonical user id of its account. */
    public Principal withCanonicalUserId(String id) {
        var fields = new Fields(this);
        fields.canonicalUserId = id;
        return new Principal(fields);
    }

    /** This principal with its unique id, {@code AIDA…} or {@code AROA…:session}. */
    public Principal withUniqueId(String id) {
        var fields = new Fields(this);
        fields.uniqueId = id;
        return new Principal(fields);
    }

    /** This principal under another account than its ARN says; for service principals that have none. */
    public Principal withAccount(String id) {
        var fields = new Fields(this);
        fields.account = id;
        return new Principal(fields);
    }

    public Kind kind() {
        return kind;
    }

    /** The ARN; of a service its name, of an anonymous caller {@code *}. */
    public String arn() {
        return arn;
    }

    /** Twelve digits, or empty for services and anonymous callers. */
    public String account() {
        return account;
    }

    /** The role of a session, or the user of a federated user; empty otherwise. */
    public String issuer() {
        return issuer;
    }

    /** The organization, or empty. */
    public String orgId() {
        return orgId;
    }

    /** The canonical user id of the account, or empty. */
    public String canonicalUserId() {
        return canonicalUserId;
    }

    /** The unique id, or empty. */
    public String uniqueId() {
        return uniqueId;
    }

    /** Whether it has an account, and with that identity policies and service control policies. */
    boolean belongsToAccount() {
        return kind != Kind.SERVICE && kind != Kind.ANONYMOUS && kind != Kind.IDENTITY_PROVIDER;
    }

    boolean issuerIsInferred() {
        return kind == Kind.ROLE_SESSION && !issuerKnown;
    }

    List<String> tag(String lowerCaseKey) {
        return tags.get(lowerCaseKey);
    }

    List<String> principalArn() {
        return principalArn;
    }

    List<String> accounts() {
        return accounts;
    }

    List<String> orgIds() {
        return orgIds;
    }

    List<String> userName() {
        return userName;
    }

    List<String> type() {
        return types;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Principal that
                && kind == that.kind
                && arn.equals(that.arn)
                && account.equals(that.account)
                && issuer.equals(that.issuer)
                && orgId.equals(that.orgId)
                && canonicalUserId.equals(that.canonicalUserId)
                && uniqueId.equals(that.uniqueId)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, arn, account, issuer, orgId, tags);
    }

    @Override
    public String toString() {
        return arn;
    }

    private static final class Fields {
        private final Kind kind;
        private final String arn;
        private String account;
        private String issuer = "";
        private boolean issuerKnown;
        private String orgId = "";
        private String canonicalUserId = "";
        private String uniqueId = "";
        private Map<String, List<String>> tags = Map.of();

        private Fields(Kind kind, String arn, String account) {
            this.kind = kind;
            this.arn = arn;
            this.account = account;
        }

        private Fields(Principal from) {
            this(from.kind, from.arn, from.account);
            issuer = from.issuer;
            issuerKnown = from.issuerKnown;
            orgId = from.orgId;
            canonicalUserId = from.canonicalUserId;
            uniqueId = from.uniqueId;
            tags = from.tags;
        }
    }
}
