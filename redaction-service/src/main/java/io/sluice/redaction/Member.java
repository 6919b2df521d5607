package io.sluice.redaction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How the beginning of a member was written once, from behind what was before it up to its value, and what that means: bytes that
 * are the same mean the same. Up to 32 bytes are compared, as four words; longer ones are not compared at all.
 */
final class Member {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST = 32;

    /** The state of the object it is in. */
    final int within;

    /** Where its comma, its name's quote and its value are, from where it begins. */
    final int comma;

    final int name;
    final int length;

    /** The state of its value, and what is done to it. */
    final int state;

    final int actionOnArray;
    final int actionOnOther;

    /** One bit for each name that a rule speaks of, none for others. */
    final long bit;

    /** What followed it the last time, and the time before. */
    Member next;

    Member nextBut;

    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    private final long mask0;
    private final long mask1;
    private final long mask2;
    private final long mask3;

    Member(Rules rules, int within, int number, byte[] bytes, int at, int comma, int name, int length) {
        this.within = within;
        this.comma = comma;
        this.name = name;
        this.length = length;
        this.state = rules.member(within, number);
        this.actionOnArray = rules.actionOnArray(state);
        this.actionOnOther = rules.actionOnOther(state);
        this.bit = number == rules.otherName() ? 0 : 1L << number;
        this.mask0 = mask(length);
        this.mask1 = mask(length - 8);
        this.mask2 = mask(length - 16);
        this.mask3 = mask(length - 24);
        this.word0 = word(bytes, at) & mask0;
        this.word1 = word(bytes, at + 8) & mask1;
        this.word2 = word(bytes, at + 16) & mask2;
        this.word3 = word(bytes, at + 24) & mask3;
    }

    private static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }

    /** The first {@code count} bytes of a word. */
    private static long mask(int count) {
        return count <= 0 ? 0 : count >= 8 ? -1 : -1L >>> (64 - 8 * count);
    }

    boolean isCacheable() {
        return length <= LONGEST;
    }

    boolean isAt(byte[] bytes, int at) {
        return (((word(bytes, at) ^ word0) & mask0)
                        | ((word(bytes, at + 8) ^ word1) & mask1)
                        | ((word(bytes, at + 16) ^ word2) & mask2)
                        | ((word(bytes, at + 24) ^ word3) & mask3))
                == 0;
    }

    static int hash(byte[] bytes, int at, int length, int within) {
        long mixed = within;
        for (int i = 0; i < Math.min(length, LONGEST); i += 8) {
            mixed = (mixed ^ (word(bytes, at + i) & mask(length - i))) * 0x9E3779B97F4A7C15L;
        }
        return (int) (mixed >>> 40);
    }
}
