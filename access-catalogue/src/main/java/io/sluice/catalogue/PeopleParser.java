package io.sluice.catalogue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how people sign in, who they are, and which department may see what. */
final class PeopleParser {
    private static final Pattern ISSUER =
            Pattern.compile("(?=.{1,255}$)https?://[a-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*(?<!/)");
    private static final Pattern CLIENT = Pattern.compile("[\\w.:/-]{1,255}");
    private static final Pattern INSTANCE = Pattern.compile("arn:aws:sso:::instance/ssoins-[0-9a-f]{16}");
    private static final Pattern STORE = Pattern.compile("d-[0-9a-f]{10}");
    private static final Pattern WORD = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]{1,190}");
    private static final Pattern SUB_PREFIX = Pattern.compile("[A-Za-z0-9._=+@/-]{1,512}\\*?");
    private static final Map<String, String> ATTRIBUTES =
            Fields.words(List.of("emails.value", "userName", "externalId"), attribute -> attribute);
    private static final Map<String, People.Grantee> GRANTEES = Fields.words(
            List.of(People.Grantee.values()), grantee -> grantee.name().toLowerCase(Locale.ROOT));
    private static final Map<String, String> ACCESS = Fields.words(List.of("read", "write"), access -> access);

    private final Names names;
    private final RoleParser roles;
    private final SequencedMap<String, DataSet> dataSets;
    private final SequencedMap<String, View> views;
    private final SequencedMap<String, People.User> users = new LinkedHashMap<>();

    PeopleParser(Names names, SequencedMap<String, DataSet> dataSets, SequencedMap<String, View> views) {
        this.names = names;
        this.roles = new RoleParser(names);
        this.dataSets = dataSets;
        this.views = views;
    }

    People people(Fields catalogue) {
        var providers =
                catalogue.items("oidcProviders").stream().map(this::provider).toList();
        var center = catalogue.optional("identityCenter").map(this::identityCenter);
        catalogue.items("users").forEach(this::user);
        var grants = catalogue.optional("grants").map(node -> grantsInstance(node, center));
        var departments = catalogue.items("departments").stream()
                .map(node -> department(node, grants))
                .toList();
        return new People(providers, center, List.copyOf(users.values()), departments, grants);
    }

    private People.OidcProvider provider(Yaml node) {
        var fields = Fields.of(node, "an OIDC provider", "url", "clientIds");
        var url = fields.text("url", ISSUER, "the issuer as its tokens have it, such as https://id.example.com");
        names.take("OIDC provider", url, fields.required("url").place());
        return new People.OidcProvider(url, texts(fields, "clientIds", CLIENT, "a client id"));
    }

    private People.IdentityCenter identityCenter(Yaml node) {
        var fields =
                Fields.of(node, "identityCenter", "instance", "identityStore", "trustedTokenIssuers", "application");
        return new People.IdentityCenter(
                fields.text("instance", INSTANCE, "arn:aws:sso:::instance/ssoins- and 16 hexadecimal digits"),
                fields.text("identityStore", STORE, "d- and 10 hexadecimal digits"),
                fields.items("trustedTokenIssuers").stream()
                        .map(this::tokenIssuer)
                        .toList(),
                exchange(fields.required("application")));
    }

    private People.TokenIssuer tokenIssuer(Yaml node) {
        var fields = Fields.of(node, "a trusted token issuer", "name", "issuer", "claim", "attribute");
        var name = fields.text("name", WORD, "up to 128 letters, digits and + = , . @ _ -");
        names.take("trusted token issuer", name, fields.required("name").place());
        return new People.TokenIssuer(
                name,
                fields.text("issuer", ISSUER, "without /.well-known, such as https://id.example.com"),
                fields.text("claim", WORD, "the name of a claim"),
                fields.word("attribute", ATTRIBUTES));
    }

    private People.ExchangingApplication exchange(Yaml node) {
        var fields = Fields.of(
                node,
                "the Identity Center application",
                "name",
                "audiences",
                "role",
                "trustedService",
                "trustedServices",
                "trustedPrincipals",
                "bearerRole");
        return new People.ExchangingApplication(
                fields.text("name", WORD, "up to 128 letters, digits and + = , . @ _ -"),
                texts(fields, "audiences", CLIENT, "a client id"),
                roles.role(fields),
                roles.name(fields, "bearerRole"));
    }

    private void user(Yaml node) {
        var fields = Fields.of(node, "a user", "name", "displayName", "email", "subject");
        var name = fields.text("name", WORD, "up to 128 letters, digits and + = , . @ _ -");
        names.take("user", name, fields.required("name").place());
        var email = fields.text("email", MAIL, "an e-mail address");
        names.take("e-mail address", email, fields.required("email").place());
        var subject = fields.optional("subject")
                .map(_ -> fields.text("subject", CLIENT, "the sub of the person's tokens"))
                .orElse(name);
        users.put(name, new People.User(name, fields.text("displayName"), email, subject));
    }

    private People.GrantsInstance grantsInstance(Yaml node, Optional<People.IdentityCenter> center) {
        var fields = Fields.of(node, "grants", "locationRole", "grantees");
        var grantees = EnumSet.noneOf(People.Grantee.class);
        fields.items("grantees").forEach(item -> grantees.add(Fields.word(item, "grantee", GRANTEES)));
        if (grantees.isEmpty()) {
            throw new CatalogueException(fields.place(), "no grantees; write role, group or both");
        }
        if (grantees.contains(People.Grantee.GROUP) && center.isEmpty()) {
            throw new CatalogueException(
                    fields.required("grantees").place(),
                    "groups hold grants through identityCenter, which is not here");
        }
        return new People.GrantsInstance(roles.name(fields, "locationRole"), grantees);
    }

    private Department department(Yaml node, Optional<People.GrantsInstance> instance) {
        var fields = Fields.of(
                node,
                "a department",
                "name",
                "group",
                "role",
                "trustedService",
                "trustedServices",
                "trustedPrincipals",
                "members",
                "grants",
                "views");
        var name = names.declare(fields, "department");
        var group = fields.optional("group")
                .map(_ -> fields.text("group", WORD, "up to 128 letters, digits and + = , . @ _ -"))
                .orElse(name);
        names.take("group", group, fields.place());
        var grants = fields.items("grants");
        if (!grants.isEmpty() && instance.isEmpty()) {
            throw new CatalogueException(
                    fields.required("grants").place(), "grants need the member \"grants\" of the catalogue");
        }
        return new Department(
                name,
                group,
                roles.open(fields, "role"),
                known(fields, "members", "user", users.keySet()),
                grants.stream().map(item -> grant(name, item)).toList(),
                known(fields, "views", "view", views.keySet()));
    }

    private Department.Grant grant(String department, Yaml node) {
        var fields = Fields.of(node, "a grant", "dataSet", "subPrefix", "permissions");
        var dataSet = dataSets.get(Names.known(fields.required("dataSet"), "data set", dataSets.keySet()));
        var subPrefix = fields.optional("subPrefix")
                .map(_ -> subPrefix(fields, dataSet))
                .orElse(dataSet.prefix() + "*");
        names.note("grant", department + " " + subPrefix, node.place());
        return new Department.Grant(dataSet.name(), subPrefix, !subPrefix.endsWith("*"), access(fields));
    }

    /** Within the data set; but for its slash, which the sub-prefix of Access Grants may leave out. */
    private static String subPrefix(Fields fields, DataSet dataSet) {
        var subPrefix = fields.text(
                "subPrefix", SUB_PREFIX, "letters, digits and . _ = + @ / -, and * at the end unless it is one key");
        var prefix = dataSet.prefix();
        var loose = prefix.substring(0, prefix.length() - 1) + "*";
        if (!subPrefix.startsWith(prefix) && !subPrefix.equals(loose)) {
            throw new CatalogueException(
                    fields.required("subPrefix").place(),
                    "\"" + subPrefix + "\" is outside data set " + dataSet.name() + "; it starts with \"" + prefix
                            + "\", or is \"" + loose + "\"");
        }
        return subPrefix;
    }

    private static Department.Access access(Fields fields) {
        var node = fields.required("permissions");
        var words = Fields.items(node, "the permissions").stream()
                .map(item -> Fields.word(item, "permission", ACCESS))
                .toList();
        if (words.isEmpty() || words.size() != Set.copyOf(words).size()) {
            throw new CatalogueException(node.place(), "read, write or both, each once");
        }
        return words.size() == 2
                ? Department.Access.READWRITE
                : Department.Access.valueOf(words.getFirst().toUpperCase(Locale.ROOT));
    }

    private static List<String> known(Fields fields, String member, String kind, Set<String> known) {
        return fields.items(member).stream()
                .map(item -> Names.known(item, kind, known))
                .toList();
    }

    private static List<String> texts(Fields fields, String member, Pattern pattern, String rule) {
        var texts = fields.items(member).stream()
                .map(item -> Fields.text(item, member, pattern, rule))
                .toList();
        if (texts.isEmpty()) {
            throw new CatalogueException(fields.place(), "no " + member + "; write at least one");
        }
        return texts;
    }
}
