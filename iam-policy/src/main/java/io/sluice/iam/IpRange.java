package io.sluice.iam;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * An IPv4 or IPv6 network, or one address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
record IpRange(int family, long high, long low, int bits) {
    /** @throws IllegalArgumentException where it is neither an address nor a network in CIDR form */
    static IpRange parse(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var range = address.indexOf(':') >= 0 ? v6(address) : v4(address);
        if (slash < 0) {
            return range;
        }
        int bits = decimal(text.substring(slash + 1), range.family == 4 ? 32 : 128, text);
        return new IpRange(range.family, range.high, range.low, bits);
    }

    private static IpRange v4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("Not an IP address: " + text);
        }
        long value = 0;
        for (var part : parts) {
            value = value << 8 | decimal(part, 255, text);
        }
        return new IpRange(4, value << 32, 0, 32);
    }

    private static IpRange v6(String text) {
        var halves = text.split("::", -1);
        if (halves.length > 2) {
            throw new IllegalArgumentException("Not an IP address: " + text);
        }
        var head = groups(halves[0], text);
        var tail = halves.length == 2 ? groups(halves[1], text) : new int[0];
        int missing = 8 - head.length - tail.length;
        if (halves.length == 2 ? missing < 1 : missing != 0) {
            throw new IllegalArgumentException("Not an IP address: " + text);
        }
        var all = new int[8];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
        return new IpRange(6, half(all, 0), half(all, 4), 128);
    }

    private static long half(int[] groups, int from) {
        long value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 16 | groups[i];
        }
        return value;
    }

    private static int[] groups(String half, String whole) {
        if (half.isEmpty()) {
            return new int[0];
        }
        var parts = half.split(":", -1);
        boolean embedded = parts[parts.length - 1].indexOf('.') >= 0;
        var groups = new int[parts.length + (embedded ? 1 : 0)];
        for (int i = 0; i < parts.length - (embedded ? 1 : 0); i++) {
            if (!parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                throw new IllegalArgumentException("Not an IP address: " + whole);
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        if (embedded) {
            long v4 = v4(parts[parts.length - 1]).high >>> 32;
            groups[groups.length - 2] = (int) (v4 >>> 16);
            groups[groups.length - 1] = (int) (v4 & 0xFFFF);
        }
        return groups;
    }

    private static int decimal(String digits, int most, String whole) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("Not an IP address: " + whole);
        }
        int value = Integer.parseInt(digits);
        if (value > most) {
            throw new IllegalArgumentException("Not an IP address: " + whole);
        }
        return value;
    }

    /** Whether this is an address in the range; what is no address is in none. */
    boolean contains(String address) {
        long v4 = family == 4 ? v4Bits(address) : -1;
        if (v4 >= 0) {
            return (high & mask(bits)) == (v4 << 32 & mask(bits));
        }
        try {
            return contains(parse(address));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** Four decimal numbers as 32 bits without making anything, or -1 where it is not just that. */
    private static long v4Bits(String text) {
        long value = 0;
        int part = 0;
        int digits = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && digits < 3) {
                part = part * 10 + c - '0';
                digits++;
            } else if (c == '.' && digits > 0 && part <= 255 && dots < 3) {
                value = value << 8 | part;
                part = 0;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 && part <= 255 ? value << 8 | part : -1;
    }

    boolean contains(IpRange other) {
        return family == other.family
                && bits <= other.bits
                && (high & mask(bits)) == (other.high & mask(bits))
                && (low & mask(bits - 64)) == (other.low & mask(bits - 64));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    /** An address as text, from the number {@link #first} gives. */
    static String text(int family, BigInteger address) {
        var parts = new StringJoiner(family == 4 ? "." : ":");
        for (int shift = family == 4 ? 24 : 112; shift >= 0; shift -= family == 4 ? 8 : 16) {
            int part = address.shiftRight(shift).intValue() & (family == 4 ? 0xFF : 0xFFFF);
            parts.add(family == 4 ? Integer.toString(part) : Integer.toHexString(part));
        }
        return parts.toString();
    }

    /** The first address of the range as a number; for showing and for arithmetic on ranges. */
    BigInteger first() {
        var all = new BigInteger(
                1,
                ByteBuffer.allocate(16)
                        .putLong(high & mask(bits))
                        .putLong(low & mask(bits - 64))
                        .array());
        return family == 4 ? all.shiftRight(96) : all;
    }
}
