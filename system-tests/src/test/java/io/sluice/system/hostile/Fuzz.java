package io.sluice.system.hostile;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Cases made by chance until the time is over, each known by its seed: {@code -Dsluice.fuzz.seed} begins there, {@code
 * -Dsluice.fuzz.seconds} says how long each fuzzer takes.
 */
final class Fuzz {
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20261128L);
    private static final int SECONDS =
            Integer.getInteger("sluice.fuzz.seconds", Boolean.getBoolean("sluice.long") ? 180 : 2);
    private static final int LEAST = 40;

    private final TreeMap<String, Integer> outcomes = new TreeMap<>();

    /** One case. It says in a word what came of it, and throws where that must not be. */
    @FunctionalInterface
    interface Case {
        String run(RandomGenerator random) throws Exception;
    }

    /** Runs them and says how often each came out. */
    Map<String, Integer> run(String name, Case one) {
        var end = System.nanoTime() + SECONDS * 1_000_000_000L;
        var seed = SEED;
        for (; System.nanoTime() < end || seed < SEED + LEAST; seed++) {
            try {
                var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
                outcomes.merge(one.run(random), 1, Integer::sum);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(name + ", -Dsluice.fuzz.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.println("fuzz " + name + ": seed " + SEED + ", " + (seed - SEED) + " cases, " + outcomes);
        return outcomes;
    }
}
