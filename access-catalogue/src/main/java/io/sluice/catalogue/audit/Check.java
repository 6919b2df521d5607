package io.sluice.catalogue.audit;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Finding;
import io.sluice.catalogue.Governance.Exemption;
import io.sluice.catalogue.Place;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.View;
import io.sluice.iam.Access;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.Effect;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import io.sluice.iam.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for what a catalogue should not have: contradictions of what it says elsewhere, and ways that its documents leave open.
 *
 * @param open findings that nobody accepted
 * @param accepted findings with the exception that accepts each
 */
public record Check(List<Finding> open, List<Accepted> accepted) {
    public Check {
        open = List.copyOf(open);
        accepted = List.copyOf(accepted);
    }

    /** A finding that somebody answers for. */
    public record Accepted(Finding finding, Exemption exemption) {}

    /** The findings of a day: exceptions that ended before it accept nothing. */
    public static Check of(Catalogue catalogue, World world, LocalDate today) {
        var open = new ArrayList<Finding>();
        var accepted = new ArrayList<Accepted>();
        for (var finding : new Search(catalogue, world, today).find()) {
            catalogue.governance().exceptions().stream()
                    .filter(exemption -> accepts(exemption, finding, today))
                    .findFirst()
                    .ifPresentOrElse(
                            exemption -> accepted.add(new Accepted(finding, exemption)), () -> open.add(finding));
        }
        return new Check(open, accepted);
    }

    private static boolean accepts(Exemption exemption, Finding finding, LocalDate today) {
        return exemption.finding().equals(finding.kind())
                && Patterns.matches(exemption.subject(), finding.subject())
                && !exemption.expires().isBefore(today)
                && !finding.kind().equals("expired-exception");
    }

    private static final class Search {
        private final Catalogue catalogue;
        private final World world;
        private final LocalDate today;
        private final Set<Finding> findings = new LinkedHashSet<>();

        Search(Catalogue catalogue, World world, LocalDate today) {
            this.catalogue = catalogue;
            this.world = world;
            this.today = today;
        }

        List<Finding> find() {
            findings.addAll(catalogue.warnings());
            var matrix = Matrix.of(catalogue, world);
            catalogue.views().forEach(view -> rawReaders(view, matrix));
            world.rendered().grants().ifPresent(grants -> grants.grants().forEach(this::grant));
            var everything = world.access().whoCan("*", "*");
            everything.forEach(this::stranger);
            unusedRoles(everything);
            world.rendered().documents().forEach(this::wildcards);
            catalogue.governance().exceptions().stream()
                    .filter(exemption -> exemption.expires().isBefore(today))
                    .forEach(this::expired);
            return findings.stream()
                    .sorted(Comparator.comparingInt((Finding finding) -> Finding.KINDS.indexOf(finding.kind()))
                            .thenComparing(Finding::subject)
                            .thenComparing(Finding::message))
                    .toList();
        }

        /** Whoever is given a view of a data set, and reaches it raw all the same. */
        private void rawReaders(View view, List<Entry> matrix) {
            var given = new LinkedHashSet<String>();
            catalogue.applications().stream()
                    .filter(application -> view.consumers().contains(application.name()))
                    .forEach(application -> given.add(application.role().name()));
            catalogue.people().departments().stream()
                    .filter(department -> department.views().contains(view.name()))
                    .forEach(department ->
                            given.addAll(List.of(department.role().name(), "group " + department.group())));
            matrix.stream()
                    .filter(entry -> entry.dataSet().equals(view.dataSet()) && Matrix.isRawRead(entry))
                    .filter(entry -> given.contains(entry.who()))
                    .forEach(entry -> add(
                            "redacted-data-raw",
                            view.name() + " " + entry.who(),
                            catalogue.places().of("view", view.name()),
                            entry.who() + " is given " + entry.dataSet() + " by view " + view.name()
                                    + " and reads it raw by " + entry.path() + "; take that away, or the view"));
        }

        private void grant(RenderedGrants.Grant grant) {
            var path = grant.scope().substring("s3://".length());
            var bucket = path.substring(0, path.indexOf('/'));
            var key = path.substring(path.indexOf('/') + 1).replaceFirst("\\*$", "");
            catalogue.dataSets().stream()
                    .filter(dataSet ->
                            dataSet.bucket().equals(bucket) && grant.subPrefix().endsWith("*"))
                    .filter(dataSet -> dataSet.prefix().startsWith(key)
                            && !dataSet.prefix().equals(key)
                            && !dataSet.prefix().equals(key + "/"))
                    .forEach(dataSet -> add(
                            "grant-over-data-set",
                            grant.subPrefix() + " " + dataSet.name(),
                            catalogue.places().of("data set", dataSet.name()),
                            "the grant " + grant.scope() + " also covers " + dataSet.prefix() + " of data set "
                                    + dataSet.name() + ", by character; write \"" + key + "/*\""));
            denied(
                    grant,
                    "arn:aws:s3:::" + bucket + "/" + key + (grant.subPrefix().endsWith("*") ? "x" : ""));
        }

        /** A Deny on the bucket binds vended credentials too. */
        private void denied(RenderedGrants.Grant grant, String example) {
            var action = grant.permission().equals("WRITE") ? "s3:PutObject" : "s3:GetObject";
            for (var who : world.callers().values()) {
                var request = new AccessRequest(
                        who,
                        action,
                        example,
                        catalogue.account(),
                        RequestContext.empty().with("aws:SecureTransport", "true"));
                world.access().ways(request).forEach((way, explanation) -> {
                    if (way.startsWith("grant " + grant.scope() + " " + grant.permission() + " ")
                            && explanation.decision() instanceof Decision.ExplicitlyDenied denied) {
                        add(
                                "grant-denied",
                                Ways.words(way),
                                Origin.of(catalogue, way, "Scope"),
                                Ways.words(way) + " gives nothing: " + denied.statement() + " of " + denied.document()
                                        + " denies it");
                    }
                });
            }
        }

        private void stranger(Access access) {
            boolean service = access.example().principal().kind() == Principal.Kind.SERVICE;
            if (access.isPublic()) {
                found("public-access", access, "anybody at all");
            } else if (access.crossAccount() && !service) {
                found("cross-account-access", access, access.caller());
            }
        }

        private void found(String kind, Access access, String who) {
            var decision = access.decision();
            add(
                    kind,
                    who + " " + Ways.words(access.route()),
                    Origin.of(catalogue, decision.document(), decision.statement()),
                    who + " can " + String.join(", ", access.actions()) + " by " + Ways.words(access.route())
                            + ", allowed by " + decision.statement() + " of " + decision.document());
        }

        private void unusedRoles(List<Access> everything) {
            var used = new LinkedHashSet<String>();
            everything.forEach(access -> used.add(world.words(access.caller())));
            world.rendered().functions().stream()
                    .map(RenderedFunction::roleArn)
                    .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                    .forEach(used::add);
            world.rendered().roles().stream()
                    .filter(role -> !used.contains(role.name()))
                    .forEach(role -> add(
                            "unused-role",
                            role.name(),
                            catalogue.places().of("role", role.name()),
                            "the role " + role.name() + " can do nothing and runs nothing; take it away"));
        }

        private void wildcards(String file, String text) {
            if (text.contains("\"Statement\"")) {
                PolicyDocument.parse(text).statements().stream()
                        .filter(statement -> statement.effect() == Effect.ALLOW && isWild(statement))
                        .forEach(statement -> add(
                                "wildcard",
                                file + " " + statement.name(),
                                Origin.of(catalogue, file, statement.name()),
                                statement.name() + " of " + file + " allows " + statement.actions() + " on "
                                        + statement.resources()));
            }
        }

        private static boolean isWild(Statement statement) {
            return statement.excludesActions()
                    || (statement.excludesResources() && !statement.resources().isEmpty())
                    || statement.actions().stream().anyMatch(action -> action.endsWith("*"))
                    || statement.resources().contains("*");
        }

        private void expired(Exemption exemption) {
            add(
                    "expired-exception",
                    exemption.finding() + " " + exemption.subject(),
                    Optional.of(exemption.place()),
                    "the exception for " + exemption.finding() + " " + exemption.subject() + " ended on "
                            + exemption.expires() + "; mend what it accepts, or give it another day and reason");
        }

        private void add(String kind, String subject, Optional<Place> place, String message) {
            findings.add(new Finding(kind, subject, place, message));
        }
    }
}
