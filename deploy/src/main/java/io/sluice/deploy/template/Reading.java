package io.sluice.deploy.template;

import io.sluice.deploy.template.TemplateFinding.Kind;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads resources type by type, keeps where each document and resource stands, and what was not understood. */
final class Reading {
    /** A whole value that AWS or whoever deploys gives: the name of something that no policy can mean by another name. */
    private static final Pattern UNKNOWN = Pattern.compile("\"<([^\"<>]+)>\"");

    private final ResolvedStacks stacks;
    private final List<Resource> resources;
    private final Map<String, Where> places = new HashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private final Set<String> guardRails = new LinkedHashSet<>();
    private final List<TemplateFinding> findings = new ArrayList<>();

    Reading(ResolvedStacks stacks) {
        this.stacks = stacks;
        this.resources = stacks.resources();
    }

    List<String> stacks() {
        return stacks.names();
    }

    String account() {
        return stacks.target().account();
    }

    String region() {
        return stacks.target().region();
    }

    /** What is read of each resource of a type; one that is not understood is left out and reported. */
    <T> List<T> all(String type, Function<Resource, T> reader) {
        return of(type).stream()
                .flatMap(resource -> attempt(() -> reader.apply(resource)).stream())
                .toList();
    }

    List<Resource> of(String type) {
        return resources.stream().filter(resource -> resource.is(type)).toList();
    }

    <T> Optional<T> attempt(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (TemplateException e) {
            findings.add(e.finding());
            return Optional.empty();
        }
    }

    /** A policy that iam-policy understands to its last member; one that it does not is reported and taken as not there. */
    Optional<String> policy(Value document) {
        return document.isThere() ? attempt(() -> understood(document)) : Optional.empty();
    }

    /** Whoever deploys could let in anybody by a parameter, where it stands for a principal or in what the catalogue governs. */
    private static void decided(PolicyDocument policy, Where where) {
        for (var each : Atom.of("", policy)) {
            var atom = each.atom();
            var open = atom.principal() + (DocumentCheck.isGoverned(atom) ? atom : "");
            if (open.contains(Scope.UNGIVEN)) {
                throw new TemplateException(
                        where.member("Statement").element(each.statement().index()),
                        "a parameter without a value decides what this allows; give it one by --parameter NAME=VALUE: "
                                + atom);
            }
        }
    }

    private static String understood(Value document) {
        var json = UNKNOWN.matcher(document.json()).replaceAll("\"arn:aws:cloudformation:::<$1>\"");
        try {
            decided(PolicyDocument.parse(json), document.where());
            return json;
        } catch (PolicyException e) {
            var meant = e.suggestion().isEmpty() ? "" : "; did you mean " + e.suggestion() + "?";
            var at = e.path().replaceFirst("^\\$\\.?", "");
            throw new TemplateException(
                    Kind.NO_POLICY,
                    at.isEmpty() ? document.where() : document.where().member(at),
                    e.reason() + meant);
        }
    }

    void add(Kind kind, Where where, String message) {
        findings.add(new TemplateFinding(kind, where, message));
    }

    /** Remembers where something stands that decisions and comparisons name. */
    void place(String name, Where where) {
        var other = places.putIfAbsent(name, where);
        if (other != null) {
            add(Kind.UNREADABLE, where, "there is another " + name + ", at " + other);
        }
    }

    /** Keeps a policy that is no part of a rendered catalogue. */
    void keep(String name, String json, Where where, boolean isGuardRail) {
        place(name, where);
        others.put(name, json);
        if (isGuardRail) {
            guardRails.add(name);
        }
    }

    Set<String> guardRails() {
        return guardRails;
    }

    Map<String, String> otherPolicies() {
        return others;
    }

    Map<String, Where> places() {
        return places;
    }

    List<TemplateFinding> findings() {
        return findings;
    }

    List<Resource> resources() {
        return resources;
    }
}
