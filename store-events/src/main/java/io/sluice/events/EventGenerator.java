package io.sluice.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes up store events with the source system's values and odds: both types equally often, half of the events returns,
 * and 10 of 100 bad in the shape with a name, 19 of 100 in the shape with a price. The same random numbers and clock give
 * the same events. Not for several threads at once.
 */
public final class EventGenerator {
    public static final List<String> NAMES = List.of(
            "Aarakocra",
            "Aasimar",
            "Githzerai",
            "Gnoll",
            "Gnome",
            "Goblin",
            "Goliath",
            "Hag",
            "Half-Elf",
            "Half-Orc",
            "Halfling");
    public static final List<String> CATEGORIES = List.of(
            "Books",
            "Games",
            "Mobiles",
            "Groceries",
            "Shoes",
            "Stationaries",
            "Laptops",
            "Tablets",
            "Notebooks",
            "Camera",
            "Printers",
            "Monitors",
            "Speakers",
            "Projectors",
            "Cables",
            "Furniture");
    public static final List<String> VARIANTS = List.of("black", "red");
    private static final String CONTACT = "github.com/miztiik";

    private final RandomGenerator random;
    private final Clock clock;
    private final Shape shape;

    public EventGenerator(RandomGenerator random, Clock clock, Shape shape) {
        this.random = random;
        this.clock = clock;
        this.shape = shape;
    }

    public StoreEvent next() {
        String requestId = uuid().toString();
        Detail detail = detail();
        String category = oneOf(CATEGORIES);
        long store = between(1, 10);
        LocalDateTime time = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
        EventType type = random.nextBoolean() ? EventType.SALES : EventType.INVENTORY;
        Item item = item();
        boolean returned = random.nextBoolean();
        boolean bad = isBad();
        return new StoreEvent(
                requestId,
                detail,
                category,
                bad ? OptionalLong.empty() : OptionalLong.of(store),
                time,
                type,
                item,
                returned,
                bad);
    }

    private Detail detail() {
        return switch (shape) {
            case NAMED -> new Detail.Named(oneOf(NAMES), upTo(100, 2));
            case PRICED -> new Detail.Priced(between(100, 999), upTo(100, 2), upTo(20, 1), oneOf(VARIANTS));
        };
    }

    private Item item() {
        return new Item(
                between(18_981, 189_281),
                random.nextBoolean(),
                (int) between(1, 38),
                random.nextBoolean(),
                Optional.of(CONTACT));
    }

    /** The source draws from 1 to 100 and compares with "greater than 90" in one system, "less than 20" in the other. */
    private boolean isBad() {
        long drawn = between(1, 100);
        return switch (shape) {
            case NAMED -> drawn > 90;
            case PRICED -> drawn < 20;
        };
    }

    private BigDecimal upTo(int limit, int decimals) {
        return new BigDecimal(random.nextDouble() * limit).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private long between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A version 4 UUID out of the same random numbers, so that a seed repeats it. */
    private UUID uuid() {
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x0000000000004000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
