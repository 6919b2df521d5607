package io.sluice.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundsTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void aRoundThatFailsIsFollowedByTheNext() throws InterruptedException {
        var three = new CountDownLatch(3);
        try (var rounds = new Rounds(
                () -> {
                    three.countDown();
                    throw new IllegalStateException("of the test");
                },
                PAUSE)) {
            rounds.start();

            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingWaitsForTheRoundThatIsUnderWay() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var rounds = new Rounds(() -> untilInterrupted(begun, ended), PAUSE);
        rounds.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        rounds.close();

        assertThat(ended).isTrue();
    }

    private static void untilInterrupted(CountDownLatch begun, AtomicBoolean ended) {
        try {
            begun.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            ended.set(true);
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingComesBeforeTheFirstPauseIsOver() {
        var came = new AtomicBoolean();
        var rounds = new Rounds(() -> came.set(true), Duration.ofHours(1));
        rounds.start();

        rounds.close();

        assertThat(came).isFalse();
    }
}
