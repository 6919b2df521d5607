package io.sluice.catalogue.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** For which access grants credentials were given out, as far as logs were read. For one thread. */
final class Vends {
    private static final int MOST = 1_000_000;

    private final Map<String, Vend> byKey = new LinkedHashMap<>();

    /** The next lines, each request with what its credentials were given out for before it. */
    Batch told(Batch batch) {
        boolean gives = batch.entries().stream().anyMatch(entry -> entry.line() instanceof LogLine.Vended);
        if (byKey.isEmpty() && !gives) {
            return batch;
        }
        var told = new ArrayList<Entry>(batch.entries().size());
        batch.entries().forEach(entry -> told.add(told(entry)));
        return new Batch(batch.file(), told, batch.bytes());
    }

    private Entry told(Entry entry) {
        return switch (entry.line()) {
            case LogLine.Vended(var key, var vend) -> {
                remember(key, vend);
                yield entry;
            }
            case LogLine.Asked(var requests, var _) -> {
                var vend = byKey.get(requests.getFirst().caller().accessKeyId());
                yield vend == null
                        ? entry
                        : new Entry(entry.at(), entry.kind(), new LogLine.Asked(requests, Optional.of(vend)));
            }
            case LogLine.Undecidable _, LogLine.Malformed _ -> entry;
        };
    }

    private void remember(String key, Vend vend) {
        if (byKey.size() == MOST) {
            byKey.remove(byKey.keySet().iterator().next());
        }
        byKey.put(key, vend);
    }
}
