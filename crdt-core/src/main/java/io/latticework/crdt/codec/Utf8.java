package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.EncodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strict UTF-8. Java's own conversion puts a question mark in place of what does not fit, which loses it silently. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    /** Stands for each unpaired surrogate, and for itself. */
    private static final byte LOSS = '?';

    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = LOWEST_BITS << 7;
    private static final long EIGHT_LOSSES = LOSS * LOWEST_BITS;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Utf8() {}

    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (hasLoss(bytes)) {
            requirePairs(text);
        }
        return bytes;
    }

    private static boolean hasLoss(byte[] bytes) {
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long differing = (long) LONGS.get(bytes, at) ^ EIGHT_LOSSES;
            if ((differing - LOWEST_BITS & ~differing & HIGHEST_BITS) != 0) { // one of the eight bytes is 0
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == LOSS) {
                return true;
            }
        }
        return false;
    }

    private static void requirePairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnpaired(text, i)) {
                throw new EncodeException("The string has an unpaired surrogate at index " + i
                        + ", which UTF-8 cannot hold; cut strings at code points, or use ValueCodec.bytes() for text"
                        + " that is not Unicode");
            }
        }
    }

    static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(again, 0, again.length, bytes, offset, offset + length)) {
                throw new DecodeException(DecodeException.Reason.MALFORMED, "The bytes of a text are not UTF-8");
            }
        }
        return text;
    }

    /** Tells whether one half of a surrogate pair stands alone at an index. */
    static boolean isUnpaired(String text, int index) {
        char c = text.charAt(index);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
                : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
    }
}
