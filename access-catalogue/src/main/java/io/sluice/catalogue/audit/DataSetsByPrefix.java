package io.sluice.catalogue.audit;

import io.sluice.catalogue.DataSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/** The data sets of one bucket, found by the beginnings of keys. No prefix of one begins with that of another. */
final class DataSetsByPrefix {
    private final NavigableMap<String, DataSet> byPrefix = new TreeMap<>();

    DataSetsByPrefix(Collection<DataSet> dataSets) {
        dataSets.forEach(dataSet -> byPrefix.put(dataSet.prefix(), dataSet));
    }

    Collection<DataSet> all() {
        return byPrefix.values();
    }

    /** Those that have keys in common with a pattern that begins so: within it, or around it. */
    List<DataSet> meeting(String beginning) {
        var meeting = within(beginning);
        var around = byPrefix.lowerEntry(beginning);
        if (around != null && beginning.startsWith(around.getKey())) {
            meeting.add(around.getValue());
        }
        return meeting;
    }

    /** Those whose prefix begins with one of these. */
    SequencedSet<DataSet> within(Collection<String> beginnings) {
        var within = new LinkedHashSet<DataSet>();
        beginnings.forEach(beginning -> within.addAll(within(beginning)));
        return within;
    }

    private List<DataSet> within(String beginning) {
        var within = new ArrayList<DataSet>();
        for (var each : byPrefix.tailMap(beginning, true).entrySet()) {
            if (!each.getKey().startsWith(beginning)) {
                break;
            }
            within.add(each.getValue());
        }
        return within;
    }
}
