package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;

/**
 * Units of a text as UTF-8. Halves of a pair that are not side by side, which no writer makes, take three bytes each, so
 * that whatever was once read can be written again.
 */
final class Utf8Column {
    private Utf8Column() {}

    static void write(ByteWriter out, Chars units) {
        int length = units.length();
        for (int i = 0; i < length; i++) {
            char unit = units.charAt(i);
            if (unit < 0x80) {
                out.writeByte(unit);
            } else if (unit < 0x800) {
                out.writeByte(0xC0 | unit >> 6).writeByte(0x80 | unit & 0x3F);
            } else if (i + 1 < length && Character.isSurrogatePair(unit, units.charAt(i + 1))) {
                int point = Character.toCodePoint(unit, units.charAt(++i));
                out.writeByte(0xF0 | point >> 18).writeByte(0x80 | point >> 12 & 0x3F);
                out.writeByte(0x80 | point >> 6 & 0x3F).writeByte(0x80 | point & 0x3F);
            } else {
                out.writeByte(0xE0 | unit >> 12)
                        .writeByte(0x80 | unit >> 6 & 0x3F)
                        .writeByte(0x80 | unit & 0x3F);
            }
        }
    }

    static Chars read(ByteReader in, int length) {
        byte[] bytes = in.array();
        int start = in.position();
        int most = Math.min(length, in.remaining());
        int ascii = 0;
        while (ascii < most && bytes[start + ascii] >= 0) {
            ascii++;
        }
        if (ascii < length) {
            return readMixed(in, length);
        }
        return length == 1 ? Chars.one(in.readByte()) : Chars.ofLatin(in.read(length));
    }

    private static Chars readMixed(ByteReader in, int length) {
        byte[] ascii = new byte[length];
        char[] units = null;
        int at = 0;
        while (at < length) {
            int first = in.readByte();
            if (first < 0x80 && units == null) {
                ascii[at++] = (byte) first;
                continue;
            }
            units = units == null ? widened(ascii, at) : units;
            if (first < 0x80) {
                units[at++] = (char) first;
                continue;
            }
            int point = readPoint(in, first);
            if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                requireUnpaired(in, units, at, point);
                units[at++] = (char) point;
            } else if (at + 2 <= length) {
                units[at++] = Character.highSurrogate(point);
                units[at++] = Character.lowSurrogate(point);
            } else {
                throw in.malformed("A text is longer than it says");
            }
        }
        return units == null ? Chars.ofLatin(ascii) : Chars.of(units, 0, length);
    }

    private static char[] widened(byte[] ascii, int used) {
        char[] units = new char[ascii.length];
        for (int i = 0; i < used; i++) {
            units[i] = (char) ascii[i];
        }
        return units;
    }

    /** A pair has its own form of four bytes. */
    private static void requireUnpaired(ByteReader in, char[] units, int at, int point) {
        if (at > 0 && Character.isSurrogatePair(units[at - 1], (char) point)) {
            throw in.malformed("The bytes of a text are not UTF-8");
        }
    }

    private static int readPoint(ByteReader in, int first) {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        int point = first & 0x3F >> more;
        for (int i = 0; i < more; i++) {
            int next = in.readByte();
            if ((next & 0xC0) != 0x80) {
                throw in.malformed("The bytes of a text are not UTF-8");
            }
            point = point << 6 | next & 0x3F;
        }
        int[] least = {0x80, 0x800, Character.MIN_SUPPLEMENTARY_CODE_POINT};
        if (first < 0xC0 || first >= 0xF8 || point < least[more - 1] || point > Character.MAX_CODE_POINT) {
            throw in.malformed("The bytes of a text are not UTF-8");
        }
        return point;
    }
}
