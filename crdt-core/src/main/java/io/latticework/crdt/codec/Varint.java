package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;

/**
 * Numbers in 1 to 10 bytes: seven bits a byte, the lowest first, the top bit set on all bytes but the last. The only
 * accepted form of a number is the shortest. Signed numbers are folded first (0, -1, 1, -2 become 0, 1, 2, 3), so that
 * small ones of both signs are short.
 */
final class Varint {
    private static final int BITS = 7;
    private static final int LAST_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    private Varint(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    static long fold(long signed) {
        return signed << 1 ^ signed >> 63;
    }

    static long unfold(long folded) {
        return folded >>> 1 ^ -(folded & 1);
    }

    /** Returns the number of bytes that a number takes, taken as unsigned. */
    static int size(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + BITS - 1) / BITS);
    }

    /** Writes a number, taken as unsigned, and returns the position after it. */
    static int put(byte[] target, int offset, long number) {
        int at = offset;
        long rest = number;
        while (rest >>> BITS != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= BITS;
        }
        target[at++] = (byte) rest;
        return at;
    }

    static byte[] encode(long number) {
        byte[] bytes = new byte[size(number)];
        int unused = put(bytes, 0, number);
        return bytes;
    }

    /** Starts to read numbers from part of an array. */
    static Varint in(byte[] bytes, int offset, int length) {
        return new Varint(bytes, offset, length);
    }

    long next() {
        long number = 0;
        for (int shift = 0; position < end; shift += BITS) {
            byte part = bytes[position++];
            if (shift == LAST_SHIFT && (part & 0xFE) != 0) {
                throw new DecodeException(Reason.MALFORMED, "A varint has more than 64 bits");
            }
            number |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                if (part == 0 && shift > 0) {
                    throw new DecodeException(Reason.MALFORMED, "A varint is longer than its number needs");
                }
                return number;
            }
        }
        throw new DecodeException(Reason.MALFORMED, "A varint ends before its last byte");
    }

    long nextAndLast() {
        long number = next();
        if (position != end) {
            throw new DecodeException(Reason.MALFORMED, (end - position) + " bytes follow the last varint");
        }
        return number;
    }
}
