package io.latticework.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Keys of 16 characters, {@code user-} and 11 hexadecimal digits: all different, in no order, each a new object. */
public final class Keys {
    /** How many prepared keys or deltas an operation goes round. */
    public static final int POOL = 1024;

    private static final long DIGITS_MASK = (1L << 44) - 1;
    private static final long ODD = 0x9E3_779B_97F5L;

    private Keys() {}

    /** Returns a key. */
    public static String key(long number) {
        String hex = Long.toHexString(number * ODD & DIGITS_MASK);
        return "user-" + "0".repeat(11 - hex.length()) + hex;
    }

    /** Returns keys from..to. */
    public static List<String> range(int from, int to) {
        List<String> keys = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            keys.add(key(i));
        }
        return keys;
    }

    /** Returns a pool of keys that are in {@code range(0, size)}, spread over it; some come twice if that is small. */
    public static String[] present(int size) {
        String[] keys = new String[POOL];
        for (int i = 0; i < POOL; i++) {
            keys[i] = key((long) i * 7919 % size);
        }
        return keys;
    }

    /** Returns a pool of different keys that are in {@code range(0, size)}, as many as there are. */
    public static String[] distinct(int size) {
        String[] keys = new String[Math.min(POOL, size / 2)];
        int step = size / keys.length;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key((long) i * step);
        }
        return keys;
    }

    /** Returns a pool of keys that are not in {@code range(0, size)}. */
    public static String[] absent(int size) {
        return range(size, size + POOL).toArray(new String[0]);
    }
}
