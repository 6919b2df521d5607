package io.sluice.cli;

import io.sluice.catalogue.Finding;
import io.sluice.catalogue.Place;
import io.sluice.catalogue.Quota;
import io.sluice.catalogue.audit.Check;
import io.sluice.catalogue.audit.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice check}: what a catalogue should not have. */
@Command(
        name = "check",
        description = {
            "What a catalogue should not have: redacted data that is reached raw, loose prefixes, public access, and more.",
            "Exits with 0 where there is nothing, or all of it is accepted by exceptions; 1 where there is; 2 for bad input."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Option(
            names = "--today",
            paramLabel = "DAY",
            description = "The day to hold exceptions against, such as 2027-03-31. Default: today (UTC).")
    private Optional<LocalDate> today = Optional.empty();

    @Option(names = "--quotas", description = "Also shows how much is used of each limit of AWS.")
    private boolean quotas;

    @Mixin
    private CatalogueOption catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var read = catalogue.read();
        var check = Check.of(read, World.of(read.render()), today.orElseGet(() -> LocalDate.now(ZoneOffset.UTC)));
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(json(check, read.quotas())));
        } else {
            text(out, check);
            if (quotas) {
                read.quotas().forEach(quota -> out.println(quota));
            }
        }
        out.flush();
        return check.open().isEmpty() ? 0 : 1;
    }

    private static void text(PrintWriter out, Check check) {
        check.open()
                .forEach(finding -> out.println(place(finding.place()) + finding.kind() + ": " + finding.message()));
        var reasons = new LinkedHashMap<String, Integer>();
        check.accepted()
                .forEach(accepted -> reasons.merge(
                        accepted.finding().kind() + " until "
                                + accepted.exemption().expires() + ": "
                                + accepted.exemption().reason(),
                        1,
                        Integer::sum));
        reasons.forEach((reason, count) -> out.println("accepted (" + count + ") " + reason));
        out.println(check.open().isEmpty() ? "nothing that is not accepted" : findings(check.open()));
    }

    private static String findings(List<Finding> open) {
        return open.size() == 1 ? "1 finding" : open.size() + " findings";
    }

    private static String place(Optional<Place> place) {
        return place.map(at -> at + ": ").orElse("");
    }

    private static Map<String, Object> json(Check check, List<Quota> quotas) {
        var members = new LinkedHashMap<String, Object>();
        members.put("findings", check.open().stream().map(CheckCommand::json).toList());
        members.put(
                "accepted",
                check.accepted().stream()
                        .map(accepted -> {
                            var one = json(accepted.finding());
                            one.put("reason", accepted.exemption().reason());
                            one.put("expires", accepted.exemption().expires().toString());
                            return one;
                        })
                        .toList());
        members.put("quotas", quotas);
        return members;
    }

    private static Map<String, Object> json(Finding finding) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", finding.kind());
        members.put("subject", finding.subject());
        members.put("place", finding.place().map(Place::toString).orElse(""));
        members.put("message", finding.message());
        return members;
    }
}
