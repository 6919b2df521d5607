package io.sluice.scaling;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of {@code docs/scaling.md}, the same text every time. */
final class Report {
    private static final List<Double> RATES = List.of(1.0, 1_000.0, 1_000_000.0);
    private static final Clock TEN_MINUTES = new Clock(0.02, 600);
    private static final Clock TWO_HOURS = new Clock(0.02, 7_200);
    private static final Clock TWO_DAYS = new Clock(1, 48 * 3_600);

    private final Facts facts = Facts.read();
    private final Cases cases = new Cases(facts);
    private final StringBuilder text = new StringBuilder();

    private Report() {}

    static String write() {
        var report = new Report();
        RATES.forEach(report::rate);
        report.ceilings();
        report.splits();
        report.signIns();
        report.facts();
        return report.text.toString();
    }

    private void table(String title, String... columns) {
        text.append(text.isEmpty() ? "" : "\n").append("### ").append(title).append("\n\n");
        row(columns);
        text.append("|").append("---|".repeat(columns.length)).append("\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void rate(double rate) {
        table(
                whole(rate) + (rate == 1 ? " event" : " events") + " a second",
                "way",
                "objects a second",
                "breaks, in this order (wanted of what there is)",
                "USD a month");
        for (var one : cases.at(rate)) {
            var breaking = Breaking.of(one.scenario(), one.quotas(), facts, rate < 1_000 ? TWO_HOURS : TEN_MINUTES);
            var outcome = breaking.outcome();
            row(
                    one.scenario().name(),
                    number(outcome.flow().objects()),
                    broken(breaking, one),
                    money(Bill.of(one.scenario(), outcome, facts)));
        }
    }

    private static String broken(Breaking breaking, Cases.Case of) {
        if (breaking.order().isEmpty()) {
            return "nothing";
        }
        return breaking.order().stream()
                .map(limit -> limit.words() + " ("
                        + number(Wanted.of(limit, of.scenario(), breaking.outcome())) + " of "
                        + whole(of.quotas().of(limit)) + ")")
                .collect(joining("; "));
    }

    private static String money(Bill bill) {
        var most = Collections.max(bill.items().entrySet(), Map.Entry.comparingByValue());
        return amount(bill.total()) + ", of it " + most.getKey() + " " + amount(most.getValue());
    }

    private void ceilings() {
        table("The most that goes through with the quotas as they are", "way", "events a second", "because of");
        for (var one : cases.at(facts.of("events of a writer"))) {
            var ceiling = Ceiling.of(one.scenario(), one.quotas(), facts, TEN_MINUTES);
            row(
                    one.scenario().name(),
                    number(rounded(ceiling.eventsPerSecond())),
                    ceiling.limit().words());
        }
    }

    /** Two figures: more would be the chance of this run. */
    private static double rounded(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Math.floor(value / unit) * unit;
    }

    private void splits() {
        table(
                "Until S3 has split a prefix often enough, where keys begin at random",
                "writes a second",
                "hours of refusals");
        var layout = new Scenario.Layout(1, facts.of("S3 split"));
        var quotas = Quotas.defaults(facts).lifted(Limit.READS);
        for (double rate : new double[] {5_000, 50_000, 500_000}) {
            var scenario = new Scenario("split", new Load(rate, 1, 0, 1), layout, new Reader.FromListing());
            var pressure = Simulation.run(scenario, quotas, facts, TWO_DAYS).pressure();
            row(whole(rate), tenths(pressure.lastBoundSeconds(Limit.WRITES) / 3_600));
        }
    }

    private void signIns() {
        table("Credentials for many people at once", "people", "within, s", "the last one waits, s");
        for (int people : new int[] {1_000, 10_000, 100_000}) {
            for (int seconds : new int[] {10, 60}) {
                double wait = new SignIns(people, seconds).longestWait(facts.of("STS requests"));
                row(whole(people), whole(seconds), tenths(wait));
            }
        }
    }

    private void facts() {
        table("What it stands on", "number", "name", "kind", "from", "read on");
        for (var fact : facts.all()) {
            row(
                    plain(fact.value()) + " " + fact.unit(),
                    fact.name(),
                    fact.source().kind().name().toLowerCase(Locale.ROOT),
                    fact.source().where(),
                    fact.source().read());
        }
    }

    private static String amount(double dollars) {
        return String.format(Locale.ROOT, dollars < 100 ? "%.2f" : "%,.0f", dollars);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? whole(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
