package io.sluice.catalogue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads roles: their names, and who may assume them. */
final class RoleParser {

    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws:iam::\\d{12}:(root|(user|role)/([A-Za-z0-9+=,.@_/-]+/)?[\\w+=,.@-]{1,64})");
    private static final Map<String, TrustedService> SERVICES =
            Fields.words(List.of(TrustedService.values()), TrustedService::principal);

    private final Names names;

    RoleParser(Names names) {
        this.names = names;
    }

    /** The role of a thing; somebody must be trusted. */
    Role role(Fields fields) {
        var role = open(fields, "role");
        if (role.trustedServices().isEmpty() && role.trustedPrincipals().isEmpty()) {
            throw new CatalogueException(
                    fields.place(),
                    "nobody may assume " + role.name() + "; write a trustedService or trustedPrincipals");
        }
        return role;
    }

    /** A role that somebody else may assume who is not written here. */
    Role open(Fields fields, String member) {
        var name = name(fields, member);
        var service = fields.optional("trustedService").map(node -> Fields.word(node, "trustedService", SERVICES));
        var services = fields.items("trustedServices").stream()
                .map(node -> Fields.word(node, "trustedService", SERVICES))
                .toList();
        var principals = principals(fields, "trustedPrincipals");
        if (service.isPresent() && !services.isEmpty()) {
            throw new CatalogueException(fields.place(), "both trustedService and trustedServices; write the one list");
        }
        return new Role(name, service.map(List::of).orElse(services), principals);
    }

    String name(Fields fields, String member) {
        var name = fields.text(member, ROLE, "up to 64 letters, digits and + = , . @ _ -");
        names.take("role", name, fields.required(member).place());
        return name;
    }

    static List<String> principals(Fields fields, String member) {
        return fields.items(member).stream().map(RoleParser::principal).toList();
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
}
