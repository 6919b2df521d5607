package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** From the click to the credentials, with 200 people at once; {@code bench/broker} runs it and says what it printed. */
@QuarkusTest
@QuarkusTestResource(World.class)
@EnabledIfSystemProperty(named = "sluice.long", matches = "true")
class BrokerMeasurement {
    private static final int PEOPLE = 200;
    private static final List<String> ROUNDS = List.of("15", "20", "25", "30", "35", "40", "45", "50", "55", "60");
    private static final int WARM_UP = 5;
    private static final Pattern OWN = Pattern.compile("own;dur=([0-9.]+)");
    private static final Pattern AWS = Pattern.compile("aws;dur=([0-9.]+)");

    @TestHTTPResource
    URI broker;

    private record Click(double own, double aws, double whole) {}

    private record Ready(Visitor visitor, String entry, String csrf) {
        Click click(String minutes) {
            long began = System.nanoTime();
            Visitor.Answer answer =
                    visitor.post(entry, Map.of("csrf", csrf, "permission", "READ", "minutes", minutes, "below", ""));
            double whole = (System.nanoTime() - began) / 1e6;
            assertThat(answer.status()).isEqualTo(200);
            String timing = answer.header("server-timing");
            return new Click(number(OWN, timing), number(AWS, timing), whole);
        }

        private static double number(Pattern what, String in) {
            return Double.parseDouble(Visitor.found(what, in));
        }
    }

    @Test
    void clicksOfTwoHundredPeopleAreAnswered() throws Exception {
        List<Ready> people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> ready(World.crowd(number)))
                .toList();
        List<Click> clicks = new ArrayList<>();
        for (int round = 0; round < ROUNDS.size(); round++) {
            String minutes = ROUNDS.get(round);
            List<Click> now = atOnce(people.stream()
                    .<Callable<Click>>map(person -> () -> person.click(minutes))
                    .toList());
            if (round >= WARM_UP) {
                clicks.addAll(now);
            }
        }
        tell("broker's own", clicks, Click::own);
        tell("waiting for STS and Access Grants", clicks, Click::aws);
        tell("as the browser sees it", clicks, Click::whole);
        assertThat(clicks).hasSize(PEOPLE * (ROUNDS.size() - WARM_UP));
    }

    private Ready ready(String user) {
        Visitor visitor = new Visitor(broker.toString()).signIn(user);
        String entry = visitor.entry("users", "read");
        return new Ready(visitor, entry, visitor.get(entry).csrf());
    }

    private static void tell(String what, List<Click> clicks, ToDoubleFunction<Click> which) {
        double[] sorted = clicks.stream().mapToDouble(which).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "BROKER %-34s p50 %8.2f ms  p99 %8.2f ms  of %d%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                sorted.length);
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
