package io.sluice.system.hostile;

import io.sluice.system.hostile.Raw.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients at once. */
final class Crowd {
    private Crowd() {}

    /** What one of them does. */
    @FunctionalInterface
    interface Client {
        Optional<Answer> ask(int number) throws Exception;
    }

    /** The statuses of those who got an answer. */
    static List<Integer> of(int count, Client client) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Optional<Answer>>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                asked.add(threads.submit(() -> client.ask(number)));
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : asked) {
                answer.get().map(Answer::status).ifPresent(statuses::add);
            }
            return statuses;
        }
    }
}
