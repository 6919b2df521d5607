package io.sluice.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventGeneratorTest {
    private static final int MANY = 40_000;
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T22:59:59.123456789Z"), ZoneId.of("Europe/Berlin"));
    private static final Map<Shape, List<StoreEvent>> EVENTS = Stream.of(Shape.values())
            .collect(Collectors.toMap(Function.identity(), shape -> events(shape, 4711, MANY)));

    @ParameterizedTest(name = "{0}: {1} of 100")
    @CsvSource({"NAMED, 10", "PRICED, 19"})
    void badEventsHaveTheOddsOfTheSource(Shape shape, int percent) {
        assertThat(percent(shape, StoreEvent::bad)).isCloseTo(percent, within(0.5));
    }

    @ParameterizedTest
    @EnumSource
    void halfAreReturnsAndHalfAreSales(Shape shape) {
        assertThat(percent(shape, StoreEvent::returned)).isCloseTo(50, within(1.0));
        assertThat(percent(shape, event -> event.type() == EventType.SALES)).isCloseTo(50, within(1.0));
        assertThat(percent(shape, event -> event.item().giftWrap())).isCloseTo(50, within(1.0));
        assertThat(percent(shape, event -> event.item().priorityShipping())).isCloseTo(50, within(1.0));
    }

    @ParameterizedTest
    @EnumSource
    void everyValueOfTheSourceOccursAndNoOther(Shape shape) {
        assertThat(all(shape, StoreEvent::category))
                .isEqualTo(Set.copyOf(EventGenerator.CATEGORIES))
                .hasSize(16);
        assertThat(all(shape, event -> event.item().qty())).hasSize(38).allMatch(qty -> qty >= 1 && qty <= 38);
        assertThat(all(shape, StoreEvent::storeId).stream().filter(store -> store.isPresent()))
                .hasSize(10)
                .allMatch(store -> store.getAsLong() >= 1 && store.getAsLong() <= 10);
        assertThat(EVENTS.get(shape))
                .allMatch(event -> event.item().sku() >= 18_981 && event.item().sku() <= 189_281);
        assertThat(EVENTS.get(shape)).allMatch(event -> event.amount().scale() == 2 && inRange(event.amount(), 100));
    }

    @Test
    void namesAreThoseOfTheSource() {
        assertThat(all(Shape.NAMED, event -> ((Detail.Named) event.detail()).name()))
                .isEqualTo(Set.copyOf(EventGenerator.NAMES))
                .hasSize(11);
    }

    @Test
    void customersDiscountsAndVariantsAreThoseOfTheSource() {
        List<Detail.Priced> details = EVENTS.get(Shape.PRICED).stream()
                .map(event -> (Detail.Priced) event.detail())
                .toList();

        assertThat(details.stream().map(Detail.Priced::custId).collect(Collectors.toSet()))
                .hasSize(900)
                .allMatch(customer -> customer >= 100 && customer <= 999);
        assertThat(details).allMatch(detail -> detail.discount().scale() == 1 && inRange(detail.discount(), 20));
        assertThat(details.stream().map(Detail.Priced::itemVariant).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("black", "red");
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameEventsAndAnotherDoesNot(Shape shape) {
        assertThat(events(shape, 7, 50))
                .isEqualTo(events(shape, 7, 50))
                .doesNotContainAnyElementsOf(events(shape, 8, 50));
    }

    @Test
    void theTimeIsTheClocksLocalOneInMicroseconds() {
        assertThat(events(Shape.NAMED, 1, 1).getFirst().time()).hasToString("2026-11-21T23:59:59.123456");
    }

    @Test
    void requestIdsAreRandomUuids() {
        assertThat(EVENTS.get(Shape.NAMED).stream().map(StoreEvent::requestId).distinct())
                .hasSize(MANY)
                .allMatch(id -> UUID.fromString(id).version() == 4
                        && UUID.fromString(id).variant() == 2);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGeneratedIsValid(Shape shape) {
        assertThat(EVENTS.get(shape).stream().limit(10_000))
                .allMatch(event -> EventCodec.decode(EventCodec.encode(event)) instanceof Checked.Valid(StoreEvent read)
                        && new String(EventCodec.encode(read), UTF_8)
                                .equals(new String(EventCodec.encode(event), UTF_8)));
    }

    private static boolean inRange(BigDecimal amount, int limit) {
        return amount.signum() >= 0 && amount.compareTo(BigDecimal.valueOf(limit)) <= 0;
    }

    private static double percent(Shape shape, Predicate<StoreEvent> property) {
        return EVENTS.get(shape).stream().filter(property).count() * 100.0 / MANY;
    }

    private static <T> Set<T> all(Shape shape, Function<StoreEvent, T> property) {
        return EVENTS.get(shape).stream().map(property).collect(Collectors.toSet());
    }

    private static List<StoreEvent> events(Shape shape, long seed, int count) {
        EventGenerator generator = new EventGenerator(new SplittableRandom(seed), CLOCK, shape);
        return Stream.generate(generator::next).limit(count).toList();
    }
}
