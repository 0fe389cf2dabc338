package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.EncodeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strict UTF-8. Java's own conversion puts a question mark in place of what does not fit, which loses it silently. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    /** Stands for each unpaired surrogate, and for itself. */
    private static final byte LOSS = '?';

    private Utf8() {}

    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            if (each == LOSS) {
                requirePairs(text);
                return bytes;
            }
        }
        return bytes;
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
