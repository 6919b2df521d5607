package io.sluice.iam;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code Principal} or {@code NotPrincipal} element.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
public final class PrincipalElement {
    /** How directly a statement names a caller; within one account that decides which other policies still limit it. */
    enum Reach {
        NOBODY,
        /** Its account, which passes the permission on by its own identity policies. */
        ACCOUNT,
        /** Its role: an implicit deny of a boundary or session policy still counts. */
        ROLE,
        /** The caller itself, or everybody. */
        DIRECT
    }

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

    private final boolean negated;
    private final Map<String, List<String>> entries;
    private final boolean everybody;
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> arns = new HashSet<>();
    private final Set<String> others = new HashSet<>();

    /** @param entries by {@code AWS}, {@code CanonicalUser}, {@code Federated}, {@code Service}; {@code *} for everybody */
    PrincipalElement(boolean negated, Map<String, List<String>> entries) {
        this.negated = negated;
        this.entries = new LinkedHashMap<>(entries);
        this.everybody = entries.containsKey("*")
                || entries.getOrDefault("AWS", List.of()).contains("*");
        entries.forEach((kind, names) -> names.forEach(name -> add(kind, name)));
    }

    private void add(String kind, String name) {
        var root = ROOT.matcher(name);
        if (!kind.equals("AWS")) {
            others.add(kind + ":" + name);
        } else if (ACCOUNT.matcher(name).matches()) {
            accounts.add(name);
        } else if (root.matches()) {
            accounts.add(root.group(1));
        } else {
            arns.add(name);
        }
    }

    public boolean isNegated() {
        return negated;
    }

    /** Whether it is {@code *}. */
    public boolean namesEverybody() {
        return everybody;
    }

    /** The names by {@code AWS}, {@code CanonicalUser}, {@code Federated} and {@code Service}; {@code *} for a bare star. */
    public Map<String, List<String>> entries() {
        return Map.copyOf(entries);
    }

    /** The ARNs and accounts by which alone it lets somebody in; none where it is not that simple. */
    Optional<Set<String>> namesOnly() {
        boolean simple = !negated && !everybody && others.isEmpty();
        return simple && arns.stream().allMatch(arn -> arn.startsWith("arn:"))
                ? Optional.of(Stream.concat(arns.stream(), accounts.stream()).collect(Collectors.toSet()))
                : Optional.empty();
    }

    Map<String, List<String>> ordered() {
        return entries;
    }

    /**
     * How this names a caller.
     *
     * @param bounded whether the caller has a permissions boundary: then NotPrincipal denies it whatever is listed,
     *     https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    Reach reach(Principal principal, boolean bounded) {
        if (negated) {
            return excludes(principal) && !(bounded && !everybody) ? Reach.NOBODY : Reach.DIRECT;
        }
        return everybody ? Reach.DIRECT : named(principal);
    }

    private Reach named(Principal principal) {
        return switch (principal.kind()) {
            case ANONYMOUS -> Reach.NOBODY;
            case SERVICE -> others.contains("Service:" + principal.arn()) ? Reach.DIRECT : Reach.NOBODY;
            case IDENTITY_PROVIDER -> others.contains("Federated:" + principal.arn()) ? Reach.DIRECT : Reach.NOBODY;
            case ROOT -> accounts.contains(principal.account()) || canonical(principal) ? Reach.DIRECT : Reach.NOBODY;
            case ROLE -> arns.contains(principal.arn()) || unique(principal) ? Reach.ROLE : ofAccount(principal);
            case USER, ROLE_SESSION, FEDERATED_USER -> ofAccountMember(principal);
        };
    }

    private Reach ofAccountMember(Principal principal) {
        if (arns.contains(principal.arn())) {
            return Reach.DIRECT;
        }
        if (arns.contains(principal.issuer()) || unique(principal)) {
            return principal.kind() == Principal.Kind.USER ? Reach.DIRECT : Reach.ROLE;
        }
        return ofAccount(principal);
    }

    private Reach ofAccount(Principal principal) {
        return accounts.contains(principal.account()) || canonical(principal) ? Reach.ACCOUNT : Reach.NOBODY;
    }

    private boolean canonical(Principal principal) {
        return !principal.canonicalUserId().isEmpty()
                && others.contains("CanonicalUser:" + principal.canonicalUserId());
    }

    /** By {@code AIDA…} or {@code AROA…}, which a document shows for principals deleted since. */
    private boolean unique(Principal principal) {
        var id = principal.uniqueId();
        int colon = id.indexOf(':');
        return !id.isEmpty() && arns.contains(colon < 0 ? id : id.substring(0, colon));
    }

    /** A caller escapes NotPrincipal only where everything it is has been listed: session, role and account. */
    private boolean excludes(Principal principal) {
        if (everybody) {
            return true;
        }
        return switch (principal.kind()) {
            case ANONYMOUS -> false;
            case SERVICE -> others.contains("Service:" + principal.arn());
            case IDENTITY_PROVIDER -> others.contains("Federated:" + principal.arn());
            case ROOT -> accounts.contains(principal.account()) || canonical(principal);
            case USER, ROLE -> accounts.contains(principal.account()) && arns.contains(principal.arn());
            case ROLE_SESSION, FEDERATED_USER ->
                accounts.contains(principal.account())
                        && arns.contains(principal.arn())
                        && (principal.issuer().isEmpty() || arns.contains(principal.issuer()));
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrincipalElement that && negated == that.negated && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return Objects.hash(negated, entries);
    }

    @Override
    public String toString() {
        return (negated ? "NotPrincipal " : "Principal ") + entries;
    }
}
