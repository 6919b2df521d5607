package io.sluice.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    private Path folder;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = new Ledger(folder, 1_000);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void salesReturnsAndBadEventsAreKeptApart() {
        count("k", Events.sale("a"), Events.sale("b"), Events.returned("c"), Events.bad("d"));

        Summary summary = ledger.summary();
        assertThat(summary.events()).isEqualTo(3);
        assertThat(summary.badEvents()).isEqualTo(1);
        assertThat(summary.revenue()).isEqualByComparingTo("20.50");
        assertThat(summary.returns()).isEqualByComparingTo("4.10");
        assertThat(summary.net()).isEqualByComparingTo("16.40");
        assertThat(summary.units()).isEqualTo(4);
        assertThat(summary.returnedUnits()).isEqualTo(2);
    }

    @Test
    void everyViewAddsUpToTheWhole() {
        count(
                "k",
                Events.sale("a"),
                Events.json("b", "sales_event", 10, "1", ""),
                Events.json("c", "sales_event", 9, "2", "").replace("Books", "Games"),
                Events.sale("d").replace("T09:30", "T10:00"));

        Summary summary = ledger.summary();
        assertThat(summary.byStore()).extracting(Summary.Line::of).containsExactly("7", "9", "10");
        assertThat(summary.byCategory()).extracting(Summary.Line::of).containsExactly("Books", "Games");
        assertThat(summary.byHour())
                .extracting(Summary.Line::of)
                .containsExactly("2026-11-21T09:00", "2026-11-21T10:00");
        assertThat(List.of(summary.byStore(), summary.byCategory(), summary.byHour()))
                .allSatisfy(lines -> assertThat(
                                lines.stream().map(Summary.Line::revenue).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(summary.revenue()));
    }

    @Test
    void anIdCountsOnceWithinAnObjectAndAcrossObjects() {
        count("k1", Events.sale("a"), Events.sale("a"));
        count("k2", Events.sale("a"), Events.sale("b"));

        assertThat(ledger.summary().events()).isEqualTo(2);
        assertThat(ledger.summary().duplicates()).isEqualTo(2);
    }

    @Test
    void everythingIsThereAfterOpeningAgain() {
        count("k", Events.sale("a"), Events.returned("b"), Events.bad("c"));
        fail("damaged");
        Summary before = ledger.summary();

        reopen();

        assertThat(ledger.summary()).isEqualTo(before);
        assertThat(ledger.progress("k")).contains(Progress.none("e").done());
        assertThat(ledger.failedObjects()).containsOnlyKeys("damaged");
        count("again", Events.sale("a"));
        assertThat(ledger.summary().duplicates()).isEqualTo(1);
    }

    @Test
    void aFailedObjectIsToldUntilItIsRead() {
        fail("damaged");
        assertThat(ledger.summary().failedObjects()).isEqualTo(1);

        count("damaged", Events.sale("a"));

        assertThat(ledger.failedObjects()).isEmpty();
        assertThat(ledger.summary().objects()).isEqualTo(1);
    }

    @Test
    void eventsAreToldNewestFirstPageByPage() {
        count("k", Events.sale("a"), Events.sale("b"), Events.sale("c"));

        List<Ledger.Counted> first = ledger.events(Long.MAX_VALUE, 2);
        List<Ledger.Counted> second = ledger.events(first.getLast().number(), 2);

        assertThat(Stream.concat(first.stream(), second.stream()).map(Ledger.Counted::json))
                .containsExactly(json("c"), json("b"), json("a"));
    }

    @Test
    void oldEventsAreForgottenAndStayCounted() {
        count(
                "k",
                IntStream.range(0, 1_500).mapToObj(i -> Events.sale("id" + i)).toArray(String[]::new));

        assertThat(ledger.events(Long.MAX_VALUE, 2_000)).hasSize(1_000);
        assertThat(ledger.summary().events()).isEqualTo(1_500);
    }

    @Test
    void wrongLinesAreToldWithTheirPlace() {
        ledger.count(
                "k",
                new Chunk(
                        List.of(),
                        List.of(new Chunk.Problem(3, "not JSON")),
                        Progress.none("e").done()));

        assertThat(ledger.problems(10)).extracting(Ledger.Counted::json).containsExactly("k line 3: not JSON");
        assertThat(ledger.summary().unreadableLines()).isEqualTo(1);
    }

    private static String json(String id) {
        return Events.sale(id);
    }

    private void count(String key, String... events) {
        ledger.count(
                key,
                new Chunk(
                        Stream.of(events).map(Events::event).toList(),
                        List.of(),
                        Progress.none("e").done()));
    }

    private void fail(String key) {
        ledger.count(key, new Chunk(List.of(), List.of(), Progress.none("e").failed("cut off", Instant.EPOCH)));
    }

    private void reopen() {
        ledger.close();
        open();
    }
}
