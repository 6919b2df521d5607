package io.sluice.catalogue.audit;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Place;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Explanation;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a request is allowed or refused: each way to its resource, the statement that decides there, and the line of the catalogue that asked for
 * it.
 *
 * @param ways in the order of their names; none where the catalogue knows nothing of the resource
 */
public record Why(AccessRequest request, List<Way> ways) {
    private static final Pattern REFUSAL =
            Pattern.compile("(?s).*?User: (?<who>\\S+) is not authorized to perform: (?<action>[a-z0-9-]+:[A-Za-z*]+)"
                    + "( on resource: \"?(?<resource>[^\"\\s]+)\"?)?.*");

    public Why {
        ways = List.copyOf(ways);
    }

    /** What a refusal of AWS is about. */
    public record Refused(String who, String action, String resource) {}

    /**
     * One way.
     *
     * @param document the document that decides; of a refusal because nothing allows, the one that could have, or empty
     * @param message AWS's refusal; empty where it is allowed
     * @param nearMisses statements that did not match in one element
     */
    public record Way(
            String name,
            boolean allowed,
            String document,
            String statement,
            Optional<Place> place,
            String message,
            List<NearMiss> nearMisses) {
        public Way {
            nearMisses = List.copyOf(nearMisses);
        }
    }

    /** A statement all of which matched but this element. */
    public record NearMiss(String document, String statement, String element, String detail, Optional<Place> place) {}

    /** What the text of a refusal, pasted with whatever is around it, is about; none where it is no such text. */
    public static Optional<Refused> refused(String text) {
        var matcher = REFUSAL.matcher(text.replace("\\\"", "\""));
        return matcher.matches() && matcher.group("resource") != null
                ? Optional.of(new Refused(matcher.group("who"), matcher.group("action"), matcher.group("resource")))
                : Optional.empty();
    }

    public static Why of(
            Catalogue catalogue, World world, Principal who, String action, String resource, RequestContext context) {
        var request = new AccessRequest(who, action, resource, catalogue.account(), context);
        var ways = new ArrayList<Way>();
        world.access().ways(request).forEach((name, explanation) -> ways.add(way(catalogue, name, explanation)));
        return new Why(request, ways);
    }

    public boolean isAllowed() {
        return ways.stream().anyMatch(Way::allowed);
    }

    private static Way way(Catalogue catalogue, String name, Explanation explanation) {
        var decision = explanation.decision();
        return new Way(
                Ways.words(name),
                decision.isAllowed(),
                decision.document(),
                decision.statement(),
                Origin.of(catalogue, decision.document(), decision.statement()),
                explanation.message(),
                explanation.nearMisses().stream()
                        .map(miss -> new NearMiss(
                                miss.document(),
                                miss.statement(),
                                miss.element().toString(),
                                miss.detail(),
                                Origin.of(catalogue, miss.document(), miss.statement())))
                        .toList());
    }
}
