package io.sluice.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads Lambda functions. */
final class FunctionParser {
    private static final Pattern VARIABLE = Pattern.compile("(?!AWS_|LAMBDA_|_X_AMZN)[A-Za-z][A-Za-z0-9_]{1,127}");
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern KEY_PART = Pattern.compile("[A-Za-z0-9._=+@/-]{0,256}");
    private static final Map<String, Boolean> URL = Map.of("iam", true);

    private final Names names;
    private final RoleParser roles;
    private final SequencedMap<String, Application> applications;
    private final SequencedMap<String, DataSet> dataSets;

    FunctionParser(
            Names names, SequencedMap<String, DataSet> dataSets, SequencedMap<String, Application> applications) {
        this.names = names;
        this.roles = new RoleParser(names);
        this.dataSets = dataSets;
        this.applications = applications;
    }

    Function function(Yaml node) {
        var fields = Fields.of(
                node,
                "a function",
                "name",
                "application",
                "role",
                "timeoutSeconds",
                "memoryMegabytes",
                "reservedConcurrency",
                "environment",
                "url",
                "triggers",
                "deadLetterQueue");
        var name = names.declare(fields, "function");
        var limits = new Function.Limits(
                Duration.ofSeconds(fields.number("timeoutSeconds", 1, 900).orElse(30)),
                fields.number("memoryMegabytes", 128, 10_240).orElse(512),
                fields.number("reservedConcurrency", 0, 1_000));
        return new Function(
                name,
                role(fields),
                limits,
                environment(fields),
                fields.optional("url").isPresent() && fields.word("url", URL),
                fields.items("triggers").stream().map(this::trigger).toList(),
                fields.optional("deadLetterQueue")
                        .map(_ -> fields.text("deadLetterQueue", QUEUE, "up to 80 letters, digits, _ and -")));
    }

    /** That of its application, or one of its own, which Lambda alone may assume. */
    private Role role(Fields fields) {
        var application = fields.optional("application");
        if (application.isEmpty()) {
            var name = roles.name(fields, "role");
            return new Role(name, java.util.List.of(TrustedService.LAMBDA), java.util.List.of());
        }
        if (fields.optional("role").isPresent()) {
            throw new CatalogueException(
                    fields.place(), "a function runs under its application's role or one of its own, not both");
        }
        var role = applications
                .get(Names.known(application.get(), "application", applications.keySet()))
                .role();
        if (!role.trustedServices().contains(TrustedService.LAMBDA)) {
            throw new CatalogueException(
                    application.get().place(),
                    role.name() + " does not trust lambda.amazonaws.com; write it as a trustedService");
        }
        return role;
    }

    private static SortedMap<String, String> environment(Fields fields) {
        var environment = new TreeMap<String, String>();
        fields.members("environment").forEach((name, member) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw new CatalogueException(
                        member.place(),
                        "\"" + name + "\" is no variable: letters, digits and _, not one that Lambda sets itself");
            }
            environment.put(name, Fields.text(member.value(), name).value());
        });
        return environment;
    }

    private Function.Trigger trigger(Yaml node) {
        var fields = Fields.of(node, "a trigger", "dataSet", "under", "suffix");
        var dataSet = Names.known(fields.required("dataSet"), "data set", dataSets.keySet());
        return new Function.Trigger(dataSet, part(fields, "under"), part(fields, "suffix"));
    }

    private static String part(Fields fields, String member) {
        return fields.optional(member)
                .map(_ -> fields.text(member, KEY_PART, "up to 256 letters, digits and . _ = + @ / -"))
                .orElse("");
    }
}
