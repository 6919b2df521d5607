package io.sluice.system.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The vitals of all processes of a shop, taken again and again, and what grew among them. */
final class Census {
    private static final String FUNCTION = "AWS_LAMBDA_FUNCTION_NAME=";

    private static final List<Measure> MEASURES = List.of(
            new Measure("heap after a collection, MB", 0.15, 8, vitals -> vitals.heap() / 1024.0),
            new Measure("resident memory, MB", 0.10, 24, vitals -> vitals.resident() / 1024.0),
            new Measure("open files", 0.05, 8, Vitals::files),
            new Measure("threads", 0.05, 8, Vitals::threads));

    private final Map<String, List<Vitals>> series = new LinkedHashMap<>();
    private int taken;

    /** What must not grow, and how much of it is noise: a share of its level, or an amount. */
    private record Measure(String title, double share, double slack, ToDoubleFunction<Vitals> of) {}

    /** Takes the vitals of all that run now. */
    void take(Shop shop) throws InterruptedException {
        taken++;
        take("lake", shop.lake().handle());
        take("store-producer", Shop.handle(shop.producer()));
        take("sales-consumer", Shop.handle(shop.sales()));
        for (var function : shop.functions().processes().toList()) {
            var name = name(function);
            if (name.isPresent()) {
                take(name.get() + " " + function.pid(), function);
            }
        }
    }

    private void take(String name, ProcessHandle process) throws InterruptedException {
        Vitals.of(process)
                .ifPresent(vitals ->
                        series.computeIfAbsent(name, _ -> new ArrayList<>()).add(vitals));
    }

    private static Optional<String> name(ProcessHandle function) {
        try {
            var environment = Files.readString(Path.of("/proc", Long.toString(function.pid()), "environ"));
            return environment
                    .lines()
                    .flatMap(all -> List.of(all.split("\0")).stream())
                    .filter(variable -> variable.startsWith(FUNCTION))
                    .map(variable -> variable.substring(FUNCTION.length()))
                    .findFirst();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** What of a process that was there most of the time grew after the first third, in which it warmed up; a line each. */
    List<String> grown() {
        var grown = new ArrayList<String>();
        settled().forEach((name, vitals) -> {
            for (var measure : MEASURES) {
                var trend = Trend.of(samples(vitals, measure));
                if (!trend.isFlat(measure.share, measure.slack)) {
                    grown.add("%s: %s grew by %.1f at a level of %.1f"
                            .formatted(name, measure.title, trend.growth(), trend.level()));
                }
            }
        });
        return grown;
    }

    /** The series that are long enough to be judged, without their first third. */
    Map<String, List<Vitals>> settled() {
        var settled = new LinkedHashMap<String, List<Vitals>>();
        series.forEach((name, vitals) -> {
            if (vitals.size() > taken / 2 && vitals.size() >= 9) {
                settled.put(name, vitals.subList(vitals.size() / 3, vitals.size()));
            }
        });
        return settled;
    }

    private static double[] samples(List<Vitals> vitals, Measure measure) {
        return vitals.stream().mapToDouble(measure.of).toArray();
    }

    /** A table of levels and growths, in Markdown. */
    String table() {
        var table = new StringBuilder(
                "| process | measure | first | last | median | growth |\n|---|---|---|---|---|---|\n");
        settled().forEach((name, vitals) -> {
            for (var measure : MEASURES) {
                var samples = samples(vitals, measure);
                var trend = Trend.of(samples);
                table.append("| %s | %s | %.0f | %.0f | %.0f | %+.1f |%n"
                        .formatted(
                                name.replaceAll(" \\d+$", ""),
                                measure.title,
                                samples[0],
                                samples[samples.length - 1],
                                trend.level(),
                                trend.growth()));
            }
        });
        return table.toString();
    }
}
