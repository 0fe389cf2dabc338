package io.latticework.crdt.internal.sequence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UTF-16 units, in one byte each where all of them are Latin-1. */
final class Chars extends Payload {
    static final Chars NONE = new Chars(new byte[0]);

    /** The last unit that takes one byte. */
    static final char MAX_LATIN = 0xFF;

    static final int LEAF_LENGTH = 1024;
    private static final int MAX_BYTES_EACH = 3;
    private static final Chars[] ONE = new Chars[MAX_LATIN + 1];

    static {
        for (int unit = 0; unit <= MAX_LATIN; unit++) {
            ONE[unit] = new Chars(new byte[] {(byte) unit});
        }
    }

    private final byte @Nullable [] latin;
    private final char @Nullable [] wide;
    private final boolean surrogates;

    private Chars(byte[] latin) {
        this.latin = latin;
        this.wide = null;
        this.surrogates = false;
    }

    private Chars(char[] wide) {
        this.latin = null;
        this.wide = wide;
        this.surrogates = Surrogates.areIn(wide, 0, wide.length);
    }

    /** Returns part of an array, copied. */
    static Chars of(char[] units, int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            if (units[i] > MAX_LATIN) {
                return new Chars(Arrays.copyOfRange(units, from, to));
            }
            bytes[i - from] = (byte) units[i];
        }
        return new Chars(bytes);
    }

    static Chars of(String text) {
        return of(text.toCharArray(), 0, text.length());
    }

    /** Tells whether a text takes one byte for each unit. */
    static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > MAX_LATIN) {
                return false;
            }
        }
        return true;
    }

    /** Returns part of an array of Latin-1 units, copied. */
    static Chars ofLatin(byte[] units, int from, int to) {
        return to - from == 1 ? one(units[from]) : new Chars(Arrays.copyOfRange(units, from, to));
    }

    /** Returns one Latin-1 unit. */
    static Chars one(int unit) {
        return ONE[unit & MAX_LATIN];
    }

    /** Returns Latin-1 bytes, which the caller gives away. */
    static Chars ofLatin(byte[] bytes) {
        return new Chars(bytes);
    }

    @Override
    int length() {
        return latin != null ? latin.length : wide().length;
    }

    private char[] wide() {
        if (wide == null) {
            throw new IllegalStateException("units are in one of two forms");
        }
        return wide;
    }

    boolean isLatin() {
        return latin != null;
    }

    char charAt(int index) {
        return latin != null ? (char) (latin[index] & 0xFF) : wide()[index];
    }

    void copyTo(char[] target, int at) {
        if (latin == null) {
            System.arraycopy(wide(), 0, target, at, wide().length);
            return;
        }
        for (int i = 0; i < latin.length; i++) {
            target[at + i] = (char) (latin[i] & 0xFF);
        }
    }

    /** Copies Latin-1 units; only if they are. */
    void copyTo(byte[] target, int at) {
        if (latin != null) {
            System.arraycopy(latin, 0, target, at, latin.length);
        }
    }

    @Override
    Chars slice(int from, int to) {
        if (from == 0 && to == length()) {
            return this;
        }
        if (from == to) {
            return NONE;
        }
        return latin != null ? new Chars(Arrays.copyOfRange(latin, from, to)) : of(wide(), from, to);
    }

    @Override
    Chars replace(int from, int to, Payload with) {
        Chars that = (Chars) with;
        int length = length() - to + from + that.length();
        if (latin != null && that.latin != null) {
            byte[] bytes = new byte[length];
            System.arraycopy(latin, 0, bytes, 0, from);
            System.arraycopy(that.latin, 0, bytes, from, that.latin.length);
            System.arraycopy(latin, to, bytes, from + that.latin.length, latin.length - to);
            return new Chars(bytes);
        }
        char[] units = new char[length];
        slice(0, from).copyTo(units, 0);
        that.copyTo(units, from);
        slice(to, length()).copyTo(units, from + that.length());
        return of(units, 0, length);
    }

    @Override
    Chars concat(List<Payload> parts, int length) {
        if (parts.size() == 1) {
            return (Chars) parts.get(0);
        }
        char[] units = new char[length];
        int at = 0;
        for (Payload part : parts) {
            ((Chars) part).copyTo(units, at);
            at += part.length();
        }
        return of(units, 0, length);
    }

    @Override
    Chars none() {
        return NONE;
    }

    @Override
    int leafLength() {
        return LEAF_LENGTH;
    }

    @Override
    boolean isWide() {
        return surrogates;
    }

    @Override
    boolean isBound(int at) {
        return surrogates && at > 0 && at < length() && Character.isSurrogatePair(charAt(at - 1), charAt(at));
    }

    @Override
    int weight(int from, int to) {
        return (latin != null ? 2 : MAX_BYTES_EACH) * (to - from);
    }

    @Override
    public String toString() {
        return latin != null ? new String(latin, StandardCharsets.ISO_8859_1) : new String(wide());
    }
}
