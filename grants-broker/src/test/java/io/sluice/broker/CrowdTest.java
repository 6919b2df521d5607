package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once: each gets what is each one's own. */
@QuarkusTest
@QuarkusTestResource(World.class)
class CrowdTest {
    private static final int PEOPLE = 200;

    LocalLake lake;

    @TestHTTPResource
    URI broker;

    private record Got(String user, Given given, String history) {}

    @Test
    void noCredentialIsInAnothersAnswer() throws Exception {
        List<Visitor> people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> new Visitor(broker.toString()).signIn(World.crowd(number)))
                .toList();
        List<Got> all = atOnce(IntStream.range(0, PEOPLE)
                .<Callable<Got>>mapToObj(number -> () -> {
                    Visitor visitor = people.get(number);
                    Given given = Given.on(visitor.credentials("users", "read", Map.of()));
                    return new Got(
                            World.crowd(number),
                            given,
                            visitor.get("/api/credentials").body());
                })
                .toList());

        assertThat(all.stream().map(got -> got.given().accessKeyId())).doesNotHaveDuplicates();
        assertThat(all.stream().map(got -> got.given().token())).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(got -> assertThat(all.stream()
                                .filter(other ->
                                        got.history().contains(other.given().accessKeyId()))
                                .map(Got::user))
                        .containsExactly(got.user()));
    }

    @Test
    void oneRequestIsInFlightForWhatIsAskedManyTimes() throws Exception {
        Visitor cleo = new Visitor(broker.toString()).signIn(World.newcomer());
        cleo.get("/");
        List<String> ids = atOnce(IntStream.range(0, 40)
                .<Callable<String>>mapToObj(number ->
                        () -> Given.on(cleo.credentials("users", "read", Map.of("minutes", "20")))
                                .accessKeyId())
                .toList());

        assertThat(ids.stream().distinct()).hasSize(1);
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
