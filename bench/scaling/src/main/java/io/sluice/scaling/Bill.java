package io.sluice.scaling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a month of a scenario costs by list prices, item by item, in US dollars. Without taxes, discounts, free tiers and producers. */
record Bill(SequencedMap<String, Double> items) {
    private static final double MONTH = 730 * 3600;
    private static final double MILLION = 1e6;
    private static final double GB = 1e9;

    Bill {
        items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
    }

    double total() {
        return items.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    static Bill of(Scenario scenario, Outcome outcome, Facts facts) {
        var used = new Used(scenario, outcome, facts);
        var items = new LinkedHashMap<String, Double>();
        items.put("PUT", used.millions(used.objects()) * facts.of("PUT"));
        items.put("GET", used.millions(used.reads()) * facts.of("GET"));
        items.put("Object Lambda", used.viewGigabytes() * facts.of("Object Lambda"));
        items.put(
                "functions",
                used.millions(used.invocations()) * facts.of("invocations")
                        + used.gigabyteSeconds() * facts.of("GB-seconds"));
        items.put("queue", used.millions(used.queueRequests()) * facts.of("queue requests"));
        items.put("Flink", used.processingUnits() * 730 * facts.of("KPU"));
        items.put("trail", used.millions(used.objects() + used.reads()) * facts.of("trail"));
        items.put("storage", storage(used.storedGigabytes(), facts));
        return new Bill(items);
    }

    /** A month's events, kept for a month. */
    static double storage(double gigabytes, Facts facts) {
        double first = Math.min(gigabytes, 50_000);
        double next = Math.min(Math.max(0, gigabytes - 50_000), 450_000);
        return first * facts.of("storage")
                + next * facts.of("storage over 50 TB")
                + Math.max(0, gigabytes - 500_000) * facts.of("storage over 500 TB");
    }

    /** What there is to pay for: per second where it says nothing else. */
    private record Used(Scenario scenario, Outcome outcome, Facts facts) {
        /** Millions a month, at the rate that was meant and not that of the run. */
        double millions(double perSecond) {
            double chance = scenario.load().eventsPerSecond() / outcome.flow().events();
            return perSecond * chance * MONTH / MILLION;
        }

        double objects() {
            return outcome.flow().objects();
        }

        private boolean redacted() {
            return scenario.reader().reads() == Reader.Reads.REDACTED;
        }

        /** A read through a view counts twice: the caller's, and the redactor's own. */
        double reads() {
            double reads = outcome.pressure().perSecond(Limit.READS);
            return redacted() ? 2 * reads : reads;
        }

        double invocations() {
            return outcome.pressure().invocationsPerSecond() + (redacted() ? reads() / 2 : 0);
        }

        /** Millions a month. */
        double gigabyteSeconds() {
            return millions(outcome.pressure().meanInUse(Limit.CONCURRENCY) * facts.of("memory"));
        }

        /** S3 sends each message; receiving and deleting take up to ten at once. */
        double queueRequests() {
            return switch (scenario.reader()) {
                case Reader.FromQueue _ ->
                    objects() + 2 * Math.max(outcome.pressure().invocationsPerSecond(), objects() / 10);
                case Reader.StartedByS3 _, Reader.FromListing _ -> 0;
            };
        }

        double processingUnits() {
            return switch (scenario.reader()) {
                case Reader.FromListing _ ->
                    1 + Math.ceil(scenario.load().eventsPerSecond() * facts.of("event") * facts.of("headroom"));
                case Reader.StartedByS3 _, Reader.FromQueue _ -> 0;
            };
        }

        double storedGigabytes() {
            double packing = scenario.load().eventsPerObject() == 1 ? 1 : facts.of("packing");
            return scenario.load().eventsPerSecond() * MONTH * facts.of("event size") / packing / GB;
        }

        double viewGigabytes() {
            return redacted() ? storedGigabytes() : 0;
        }
    }
}
