package io.sluice.iam;

import io.sluice.iam.Principal.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every caller that some documents can tell from another: those given, those named, and for all the rest one of each
 * kind of each account that is mentioned, of an account that is not, a service, and nobody.
 */
final class Callers {
    private static final String ARN = "aws:principalarn";
    private static final String NAME = "aws:username";

    /**
     * A caller, or one that stands for many.
     *
     * @param words as it is shown
     * @param given whether its policies and tags are known
     * @param stranger whether it is of an account that no document mentions, or of none
     */
    record Who(String words, Principal principal, boolean given, boolean stranger) {}

    private final SequencedMap<String, Who> all = new LinkedHashMap<>();
    private final Set<String> issuers = new LinkedHashSet<>();
    private final Set<String> accounts = new LinkedHashSet<>();
    private final List<PolicyDocument> documents;

    private Callers(List<AccessWorld> worlds) {
        // The policy of a bucket stands behind each of its access points.
        var seen = new IdentityHashMap<PolicyDocument, Boolean>();
        documents = worlds.stream()
                .flatMap(AccessWorld::documents)
                .filter(document -> seen.put(document, true) == null)
                .toList();
        for (var world : worlds) {
            accounts.addAll(world.accounts());
            world.callers().forEach(caller -> give(caller.principal()));
            world.routes().values().forEach(route -> route.only().ifPresent(this::give));
        }
    }

    /** By ARN. */
    static SequencedMap<String, Who> of(List<AccessWorld> worlds) {
        var callers = new Callers(worlds);
        callers.named();
        callers.mentionedAccounts();
        callers.accounts.forEach(callers::others);
        callers.strangers();
        return callers.all;
    }

    private void give(Principal principal) {
        all.putIfAbsent(principal.arn(), new Who(principal.arn(), principal, true, false));
        issuers.add(principal.kind() == Kind.ROLE ? principal.arn() : principal.issuer());
        if (!principal.account().isEmpty()) {
            accounts.add(principal.account());
        }
    }

    private void add(String words, Principal principal, boolean stranger) {
        all.putIfAbsent(principal.arn(), new Who(words, principal, false, stranger));
    }

    private Stream<Statement> statements() {
        return documents.stream().flatMap(document -> document.statements().stream());
    }

    private void named() {
        statements()
                .flatMap(statement -> statement.principal().stream())
                .forEach(element -> element.entries().forEach((kind, names) -> names.forEach(name -> add(kind, name))));
    }

    private void add(String kind, String name) {
        switch (kind) {
            case "AWS" -> addAws(name);
            case "CanonicalUser" ->
                add(
                        "canonical user " + name,
                        Principal.of("arn:aws:iam::000000000000:user/" + name).withCanonicalUserId(name),
                        false);
            case "Service", "Federated" -> add(name, Principal.of(name), false);
            default -> {}
        }
    }

    private void addAws(String name) {
        if (name.matches("\\d{12}")) {
            accounts.add(name);
        } else if (name.startsWith("arn:") && !name.contains("::cloudfront:")) {
            var principal = Principal.of(name);
            accounts.add(principal.account());
            if (principal.kind() == Kind.ROLE) {
                session(name, "a session of " + name);
            } else if (principal.kind() != Kind.ROOT) {
                add(name, principal, false);
            }
        }
    }

    private void session(String role, String words) {
        var parts = role.split(":", 6);
        var name = role.substring(role.lastIndexOf('/') + 1);
        if (!issuers.contains(role) && !name.isEmpty()) {
            var arn = "arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + name + "/any-session";
            add(words, Principal.of(arn).withIssuer(role), false);
        }
    }

    private void mentionedAccounts() {
        statements()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> Set.of(ARN, "aws:principalaccount")
                        .contains(condition.conditionKey().name()))
                .flatMap(condition -> condition.values().stream())
                .flatMap(value -> Stream.of(value.split(":", -1)))
                .filter(part -> part.matches("\\d{12}"))
                .forEach(accounts::add);
    }

    /** The patterns in conditions on a key that need no request to be known. */
    private List<Glob> patterns(String key) {
        return statements()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.conditionKey().name().equals(key))
                .flatMap(condition -> Stream.of(condition.operands()))
                .filter(operand -> operand.variables().findAny().isEmpty())
                .map(operand -> switch (operand) {
                    case Condition.Pattern(var template) -> template.fixed();
                    case Condition.IgnoringCase(var template) -> template.fixed();
                    case Condition.Arn(var template) -> template.resolve(null);
                    case Condition.Flag _,
                            Condition.Quantity _,
                            Condition.Moment _,
                            Condition.Bytes _,
                            Condition.Address _ -> null;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> examples(List<Glob> patterns, String prefix) {
        var languages = new Languages();
        patterns.forEach(pattern -> languages.add(pattern, prefix));
        return languages.examples();
    }

    private void others(String account) {
        var arns = patterns(ARN);
        var iam = "arn:aws:iam::" + account + ":";
        for (var suffix : examples(arns, iam + "role/")) {
            var role = iam + "role/" + (suffix.equals("x") ? "any-other-role" : suffix);
            session(role, suffix.equals("x") ? "any other role of " + account : "a session of " + role);
        }
        var names = new ArrayList<>(examples(arns, iam + "user/"));
        names.addAll(examples(patterns(NAME), ""));
        for (var name : names) {
            if (!name.isEmpty() && !name.endsWith("/")) {
                boolean any = name.equals("x");
                add(
                        any ? "any other user of " + account : iam + "user/" + name,
                        Principal.of(iam + "user/" + (any ? "any-other-user" : name)),
                        false);
            }
        }
    }

    private void strangers() {
        var account = Stream.of("999999999999", "888888888888", "777777777777", "666666666666")
                .filter(each -> !accounts.contains(each))
                .findFirst()
                .orElse("123456789012");
        add("any account", Principal.of("arn:aws:iam::" + account + ":user/anybody"), true);
        session("arn:aws:iam::" + account + ":role/anything", "any role of any account");
        all.computeIfPresent(
                "arn:aws:sts::" + account + ":assumed-role/anything/any-session",
                (_, who) -> new Who(who.words(), who.principal(), false, true));
        add("anyone, unsigned", Principal.anonymous(), true);
        add("any other service", Principal.service("any-other-service.amazonaws.com"), false);
    }
}
