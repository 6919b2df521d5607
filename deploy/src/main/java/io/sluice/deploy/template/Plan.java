package io.sluice.deploy.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Everything that deploying templates would create, stack by stack. */
public record Plan(String account, String region, SequencedMap<String, List<PlannedResource>> stacks) {
    static Plan of(ResolvedStacks stacks) {
        var all = new LinkedHashMap<String, List<PlannedResource>>();
        stacks.names().forEach(stack -> all.put(stack, new ArrayList<>()));
        stacks.resources().forEach(resource -> all.get(resource.stack()).add(PlannedResource.of(resource)));
        return new Plan(stacks.target().account(), stacks.target().region(), all);
    }

    /** How many there are of each type. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        stacks.values().forEach(stack -> stack.forEach(each -> counts.merge(each.type(), 1, Integer::sum)));
        return counts;
    }

    int size() {
        return stacks.values().stream().mapToInt(List::size).sum();
    }
}
