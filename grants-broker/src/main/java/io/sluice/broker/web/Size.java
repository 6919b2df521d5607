package io.sluice.broker.web;

import java.util.Locale;

/** Numbers of bytes for people. */
final class Size {
    private static final int STEP = 1_024;
    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

    private Size() {}

    static String inWords(long bytes) {
        if (bytes < STEP) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double left = bytes;
        int unit = -1;
        while (left >= STEP && unit < UNITS.length - 1) {
            left /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, left < 10 ? "%.1f %s" : "%.0f %s", left, UNITS[unit]);
    }
}
