package io.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLayoutTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-21T23:30:00.000042Z");

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "'', UTC, sales_event/dt=2026_11_21/1795303800000042.json",
        "store_events/, UTC, store_events/sales_event/dt=2026_11_21/1795303800000042.json",
        "'', Europe/Berlin, sales_event/dt=2026_11_22/1795303800000042.json",
        "'', America/New_York, sales_event/dt=2026_11_21/1795303800000042.json",
    })
    void dayAndNumberAreOfTheSameMoment(String prefix, ZoneId zone, String key) {
        assertThat(new KeyLayout(prefix, zone).key("sales_event", WRITTEN, ".json"))
                .isEqualTo(key);
    }

    @Test
    void aKeyTellsWhenItWasWritten() {
        String key = new KeyLayout("", ZoneOffset.UTC).key("sales_event", WRITTEN, ".ndjson.zst");

        assertThat(KeyLayout.written("sales_event/", key))
                .contains(new KeyLayout.Written("2026_11_21", 1_795_303_800_000_042L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sales_event/kon.json",
                "inventory_event/dt=2026_11_21/1795303800000042.json",
                "sales_event/dt=2026-11-21/1795303800000042.json",
                "sales_event/dt=2026_11_21/179530380000004.json",
                "sales_event/dt=2026_11_21/1795303800000042",
                "sales_event/dt=2026_11_21/x/1795303800000042.json",
                "sales_event/dt=2026_11_21/",
            })
    void otherKeysTellNothing(String key) {
        assertThat(KeyLayout.written("sales_event/", key)).isEqualTo(Optional.empty());
    }

    @Test
    void aFolderTellsItsDay() {
        assertThat(KeyLayout.day("sales_event/", "sales_event/dt=2026_11_21/")).contains(LocalDate.of(2026, 11, 21));
        assertThat(KeyLayout.day("sales_event/", "sales_event/dt=2026_11_99/")).isEmpty();
        assertThat(KeyLayout.day("sales_event/", "sales_event/zzz/")).isEmpty();
        assertThat(KeyLayout.day("sales_event/", "inventory_event/dt=2026_11_21/"))
                .isEmpty();
    }

    @Test
    void noMicrosecondIsGivenOutTwiceThoughTheClockStandsStill() {
        WriteTimes times = new WriteTimes(Clock.fixed(WRITTEN, ZoneOffset.UTC));
        Set<Instant> given = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 10_000).parallel().forEach(i -> given.add(times.next()));

        assertThat(given).hasSize(10_000).contains(WRITTEN).allMatch(time -> !time.isBefore(WRITTEN));
    }
}
