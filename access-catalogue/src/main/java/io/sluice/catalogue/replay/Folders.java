package io.sluice.catalogue.replay;

import java.util.regex.Pattern;

/** What keys have in common. */
final class Folders {
    /** {@code dt=2026_01_01}, or a number such as a year or a day. */
    private static final Pattern PARTITION = Pattern.compile("[^/]*=[^/]*|[0-9][0-9_.:TZ-]*");

    private Folders() {}

    /** The folder that a key or prefix is in, without the partitions at its end and what is below them; empty for the top. */
    static String of(String key) {
        int from = 0;
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
            if (from > 0 && PARTITION.matcher(key.substring(from, slash)).matches()) {
                return key.substring(0, from);
            }
            from = slash + 1;
        }
        return key.substring(0, from);
    }
}
