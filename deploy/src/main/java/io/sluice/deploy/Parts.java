package io.sluice.deploy;

import java.util.List;
import java.util.function.Function;

/**
 * Spreads things over numbered stacks by their names, so that what comes or goes moves nothing else. From <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation's limits</a>: 500
 * resources a stack.
 */
final class Parts {
    private static final int MOST_RESOURCES = 500;
    /** What a stack has besides: providers, policies of buckets, locations. */
    private static final int RESERVE = 50;

    private Parts() {}

    /** Which of them stand in one part, counted from 0. */
    static <T> List<T> of(String what, List<T> all, Function<T, String> name, int parts, int part) {
        var here = all.stream()
                .filter(each -> Math.floorMod(name.apply(each).hashCode(), parts) == part)
                .toList();
        if (here.size() > MOST_RESOURCES - RESERVE) {
            throw new IllegalArgumentException(
                    here.size() + " " + what + " would stand in one stack, and CloudFormation" + " takes "
                            + MOST_RESOURCES + " resources: give --parts " + (parts + 1) + " or more");
        }
        return here;
    }

    /** {@code sluice-access}, {@code sluice-access-2}, ... */
    static String stack(String name, int part) {
        return part == 0 ? name : name + "-" + (part + 1);
    }
}
