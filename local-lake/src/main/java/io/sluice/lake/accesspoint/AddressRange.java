package io.sluice.lake.accesspoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the Internet a value of {@code aws:SourceIp} covers. S3 takes ranges broader than /8 of IPv4 and /32 of IPv6 for the
 * public.
 */
final class AddressRange {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?:/(\\d{1,2}))?");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:/(\\d{1,3}))?");

    private AddressRange() {}

    static boolean isNarrow(String range) {
        Matcher four = IPV4.matcher(range);
        if (four.matches()) {
            return bits(four.group(1), 32) >= 8;
        }
        Matcher six = IPV6.matcher(range);
        return six.matches() && bits(six.group(1), 128) >= 32;
    }

    private static int bits(String text, int whole) {
        return text == null ? whole : Integer.parseInt(text);
    }
}
