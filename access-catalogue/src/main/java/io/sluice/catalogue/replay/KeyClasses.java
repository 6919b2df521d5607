package io.sluice.catalogue.replay;

import io.sluice.iam.Condition;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.Statement;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which keys some policies cannot tell apart. Where all they say of objects is what keys begin with, two keys are alike if the longest of
 * these beginnings that they have is the same: they then have all the shorter ones in common, too. Policies that say anything else of
 * objects, callers or requests have no classes, and each request is decided by itself.
 */
final class KeyClasses {
    /** What a decision is remembered by, beside the key: TLS, the caller's service, the grant, and what is the same for a place. */
    private static final Set<String> REMEMBERED = Set.of(
            "aws:calledvia",
            "aws:resourceaccount",
            "aws:securetransport",
            "aws:sourcevpc",
            "s3:accessgrantsinstancearn",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            // Of requests about a bucket alone, which are remembered by their prefix.
            "s3:prefix",
            // Of a function's URL, by which no request of these logs comes.
            "lambda:invokedviafunctionurl");

    private final NavigableSet<String> beginnings;

    private KeyClasses(NavigableSet<String> beginnings) {
        this.beginnings = beginnings;
    }

    /** None where these policies tell requests apart by more than the beginnings of keys. */
    static Optional<KeyClasses> of(Stream<NamedPolicy> policies) {
        var statements = policies.flatMap(policy -> policy.document().statements().stream())
                .toList();
        return statements.stream().allMatch(KeyClasses::isPlain)
                ? Optional.of(new KeyClasses(statements.stream()
                        .flatMap(statement -> statement.resources().stream())
                        .flatMap(pattern -> beginning(pattern).stream())
                        .collect(Collectors.toCollection(TreeSet::new))))
                : Optional.empty();
    }

    private static boolean isPlain(Statement statement) {
        return !statement.excludesResources()
                && statement.conditions().stream().allMatch(KeyClasses::isRemembered)
                && statement.principal().stream()
                        .flatMap(principal -> principal.entries().values().stream())
                        .flatMap(List::stream)
                        .noneMatch(name -> name.contains(":sts:"))
                && statement.resources().stream().allMatch(KeyClasses::isPlain);
    }

    private static boolean isRemembered(Condition condition) {
        return REMEMBERED.contains(condition.key().toLowerCase(Locale.ROOT))
                && condition.values().stream().noneMatch(value -> value.contains("${"));
    }

    /** Everything, a beginning of keys, or something that is no object. */
    private static boolean isPlain(String pattern) {
        int star = pattern.indexOf('*');
        if (pattern.indexOf('?') >= 0 || pattern.contains("${")) {
            return false;
        }
        return pattern.equals("*")
                || (star < 0
                        ? beginning(pattern).isEmpty()
                        : star == pattern.length() - 1 && beginning(pattern).isPresent());
    }

    /** The part of the pattern that is compared with keys, without its star; none where there is no such part. */
    private static Optional<String> beginning(String pattern) {
        int object = pattern.indexOf("/object/");
        int slash = pattern.startsWith("arn:aws:s3:::") ? pattern.indexOf('/') : -1;
        int from = pattern.contains(":accesspoint/") && object >= 0 ? object + "/object/".length() : slash + 1;
        return from <= 0
                ? Optional.empty()
                : Optional.of(pattern.substring(from).replace("*", ""));
    }

    /** The class of a key: the longest beginning that it has; all that have none are one class. */
    String of(String key) {
        var near = beginnings.floor(key);
        while (near != null && !key.startsWith(near)) {
            int common = 0;
            while (common < near.length() && common < key.length() && near.charAt(common) == key.charAt(common)) {
                common++;
            }
            near = beginnings.floor(key.substring(0, common));
        }
        return near == null ? "/" : near;
    }
}
