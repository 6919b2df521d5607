package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedDirectory;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.catalogue.RenderedRole;
import io.sluice.catalogue.RenderedView;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What templates would put on AWS, in the words of a rendered catalogue: every bucket, access point, role, function and grant, whoever asked
 * for it.
 *
 * @param otherPolicies of what a rendered catalogue has no room for: keys, queues, networks' endpoints
 * @param guardRails those of the other policies that allow nothing by themselves
 * @param places where each document and resource stands, by the names that {@link io.sluice.catalogue.audit.World} gives them
 * @param findings what could not be read, and is left out
 */
public record Deployment(
        RenderedCatalogue rendered,
        Map<String, String> otherPolicies,
        Set<String> guardRails,
        Map<String, Where> places,
        List<TemplateFinding> findings) {
    public Deployment {
        otherPolicies = Collections.unmodifiableMap(new LinkedHashMap<>(otherPolicies));
        guardRails = Set.copyOf(guardRails);
        places = Map.copyOf(places);
        findings = List.copyOf(findings);
    }

    /**
     * Reads what stacks create.
     *
     * @param people the directory that grants may name groups of; groups that templates create win
     * @throws TemplateException where there is no bucket at all
     */
    public static Deployment of(ResolvedStacks stacks, Optional<RenderedDirectory> people) {
        var reading = new Reading(stacks);
        var rendered = rendered(reading, people, new StorageReader(reading));
        new OtherPolicies(reading).read();
        new OtherDoors(reading).read();
        return new Deployment(
                rendered, reading.otherPolicies(), reading.guardRails(), reading.places(), reading.findings());
    }

    private static RenderedCatalogue rendered(
            Reading reading, Optional<RenderedDirectory> people, StorageReader storage) {
        var buckets = storage.buckets();
        if (buckets.isEmpty()) {
            throw new TemplateException(
                    new Where(String.join(", ", reading.stacks()), "", ""), "none of these templates has a bucket");
        }
        var names = buckets.stream().map(RenderedBucket::name).toList();
        var points = storage.objectLambdaAccessPoints();
        var roles = new RoleReader(reading);
        var grants = new GrantsReader(reading);
        return new RenderedCatalogue(
                reading.account(),
                reading.region(),
                buckets,
                storage.accessPoints(names),
                points,
                rolesOf(roles, reading),
                new FunctionReader(reading).functions(),
                points.stream().flatMap(point -> view(point, reading).stream()).toList(),
                grants.grants(names),
                people.map(directory -> directory(directory, grants.groups())),
                roles.providers());
    }

    private static List<RenderedRole> rolesOf(RoleReader reader, Reading reading) {
        var roles = reader.roles();
        reader.unknownRoles(roles)
                .forEach(role -> reading.add(
                        Kind.MISSING,
                        reading.places().entrySet().stream()
                                .filter(place -> place.getKey().startsWith("roles/" + role + "."))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElseThrow(),
                        "no template has the role " + role + " that this policy is attached to"));
        return roles;
    }

    private static Optional<RenderedView> view(RenderedObjectLambdaAccessPoint point, Reading reading) {
        var where = reading.places().get("resource " + point.arn());
        return point.payload()
                .flatMap(payload -> reading.attempt(() -> {
                    var document = new Value(TextNode.valueOf(payload), where).tree();
                    return new RenderedView(
                            new Value(document, where).member("name").text(), payload);
                }));
    }

    private static RenderedDirectory directory(RenderedDirectory known, List<RenderedDirectory.Group> groups) {
        return new RenderedDirectory(
                known.identityStoreId(),
                known.identityCenterInstanceArn(),
                known.users(),
                groups.isEmpty() ? known.groups() : groups,
                known.trustedTokenIssuers(),
                known.applications());
    }

    /** Whether a policy only limits what others allow, as that of a VPC endpoint does: whom it leaves alone is let in by none. */
    boolean isGuardRail(String document) {
        return guardRails.contains(document);
    }

    Where where(String name) {
        return places.getOrDefault(name, new Where("templates", "", ""));
    }
}
