package io.sluice.iam;

import io.sluice.iam.Condition.Quantifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All values of a condition key that some conditions can tell apart, an example of each: strings by the patterns they
 * match, numbers and times by the bounds they lie between, addresses by the networks; and the key's absence.
 */
final class KeyValues {
    /** Every subset of more values than these is too many to go through. */
    private static final int MOST_OF_A_SET = 6;

    private final List<Condition> conditions;
    private final Facts facts;
    private final Set<String> values = new LinkedHashSet<>();

    private KeyValues(List<Condition> conditions, Facts facts) {
        this.conditions = conditions;
        this.facts = facts;
    }

    /**
     * The values to try, each a list as in a request; empty for an absent key.
     *
     * @param conditions those on the key
     * @param facts fills in the policy variables of their values
     * @param also further values that matter
     */
    static List<Optional<List<String>>> of(List<Condition> conditions, Facts facts, Collection<String> also) {
        var all = new KeyValues(conditions, facts);
        all.values.addAll(also);
        all.collect();
        var tried = new ArrayList<Optional<List<String>>>();
        tried.add(Optional.empty());
        all.values.forEach(value -> tried.add(Optional.of(List.of(value))));
        if (conditions.stream().anyMatch(condition -> condition.quantifier() != Quantifier.NONE)) {
            tried.addAll(all.sets());
        }
        return tried;
    }

    private List<Optional<List<String>>> sets() {
        var each = List.copyOf(values);
        if (each.size() > MOST_OF_A_SET) {
            throw new Languages.TooManyException();
        }
        var sets = new ArrayList<Optional<List<String>>>();
        for (int mask = 1; mask < 1 << each.size(); mask++) {
            if (Integer.bitCount(mask) > 1) {
                int chosen = mask;
                sets.add(Optional.of(java.util.stream.IntStream.range(0, each.size())
                        .filter(i -> (chosen & 1 << i) != 0)
                        .mapToObj(each::get)
                        .toList()));
            }
        }
        return sets;
    }

    private void collect() {
        var languages = new Languages();
        var numbers = new TreeSet<BigDecimal>();
        var times = new TreeSet<Instant>();
        var ranges = new ArrayList<IpRange>();
        boolean strings = false;
        for (var condition : conditions) {
            for (var operand : condition.operands()) {
                switch (operand) {
                    case Condition.Pattern(var template) -> strings |= add(languages, template.resolve(facts));
                    case Condition.IgnoringCase(var template) -> strings |= addBothCases(languages, template);
                    case Condition.Arn(var template) -> strings |= add(languages, template.resolve(facts));
                    case Condition.Quantity(var number, var _) -> numbers.add(number);
                    case Condition.Moment(var time) -> times.add(time);
                    case Condition.Address(var range) -> ranges.add(range);
                    case Condition.Bytes(var bytes) ->
                        values.addAll(List.of(
                                StandardCharsets.ISO_8859_1
                                        .decode(Base64.getEncoder().encode(bytes.duplicate()))
                                        .toString(),
                                "AA=="));
                    case Condition.Flag _ -> flag(condition);
                }
            }
        }
        if (strings) {
            values.addAll(languages.examples());
        }
        numbers(numbers);
        times(times);
        addresses(ranges);
    }

    private void flag(Condition condition) {
        if (condition.operator() == ConditionOperator.NULL) {
            if (conditions.stream().allMatch(each -> each.operator() == ConditionOperator.NULL)) {
                values.add("x");
            }
            return;
        }
        values.addAll(List.of("true", "false"));
    }

    private static boolean add(Languages languages, Glob glob) {
        if (glob != null) {
            languages.add(glob, "");
        }
        return true;
    }

    private boolean addBothCases(Languages languages, Template template) {
        var glob = template.resolve(facts);
        if (glob != null) {
            values.add(glob.toString().toUpperCase(Locale.ROOT));
            values.add(glob.toString().toLowerCase(Locale.ROOT));
        }
        return add(languages, glob);
    }

    private void numbers(NavigableSet<BigDecimal> bounds) {
        if (bounds.isEmpty()) {
            return;
        }
        values.add(bounds.first().subtract(BigDecimal.ONE).toPlainString());
        for (var bound : bounds) {
            values.add(bound.toPlainString());
            var above = bounds.higher(bound);
            values.add((above == null
                            ? bound.add(BigDecimal.ONE)
                            : bound.add(above).divide(BigDecimal.TWO))
                    .toPlainString());
        }
    }

    private void times(Set<Instant> bounds) {
        for (var bound : bounds) {
            values.add(bound.minusSeconds(1).toString());
            values.add(bound.toString());
            values.add(bound.plusSeconds(1).toString());
        }
    }

    /** The networks cut the addresses into intervals: the first address of each is enough. */
    private void addresses(List<IpRange> ranges) {
        if (ranges.isEmpty()) {
            return;
        }
        for (int family : List.of(4, 6)) {
            var cuts = new TreeSet<BigInteger>(Set.of(BigInteger.ZERO));
            ranges.stream().filter(range -> range.family() == family).forEach(range -> {
                cuts.add(range.first());
                cuts.add(range.first().add(BigInteger.TWO.pow((family == 4 ? 32 : 128) - range.bits())));
            });
            cuts.stream()
                    .filter(cut -> cut.bitLength() <= (family == 4 ? 32 : 128))
                    .map(cut -> IpRange.text(family, cut))
                    .forEach(values::add);
        }
    }
}
