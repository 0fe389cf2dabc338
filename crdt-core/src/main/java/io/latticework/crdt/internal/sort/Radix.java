package io.latticework.crdt.internal.sort;

/**
 * Sorts numbers digit by digit, the lowest first. Packed dots differ in few digits, and of hashes the upper ones decide, so
 * that two or three rounds over the numbers do what comparing them would do in seventeen for 100,000.
 */
public final class Radix {
    /** Up to here an insertion sort is faster. */
    private static final int FEW = 40;

    /** From here on the counts of a wide digit are soon paid back. */
    private static final int MANY = 1 << 12;

    private static final int NARROW_BITS = 8;
    private static final int WIDE_BITS = 11;

    private Radix() {}

    /**
     * Returns the places of numbers in ascending order, taken as unsigned; equal ones stay in their order. O(n) for each
     * digit that differs.
     *
     * @param lowest the lowest bit that counts; with 0 all do
     */
    public static int[] order(long[] numbers, int size, int lowest) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        if (size <= FEW) {
            insert(numbers, order, lowest);
            return order;
        }
        long varying = 0;
        for (int i = 1; i < size; i++) {
            varying |= numbers[i] ^ numbers[0];
        }
        int bits = size < MANY ? NARROW_BITS : WIDE_BITS;
        int[] spare = new int[size];
        varying = varying >>> lowest << lowest;
        while (varying != 0) {
            int shift = Long.numberOfTrailingZeros(varying);
            round(numbers, order, spare, shift, bits);
            int[] sorted = spare;
            spare = order;
            order = sorted;
            varying = shift + bits < Long.SIZE ? varying >>> (shift + bits) << (shift + bits) : 0;
        }
        return order;
    }

    private static void insert(long[] numbers, int[] order, int lowest) {
        for (int i = 1; i < order.length; i++) {
            int moved = order[i];
            long number = numbers[moved] >>> lowest;
            int at = i;
            while (at > 0 && Long.compareUnsigned(numbers[order[at - 1]] >>> lowest, number) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moved;
        }
    }

    /** Sorts by one digit. */
    private static void round(long[] numbers, int[] order, int[] sorted, int shift, int bits) {
        int mask = (1 << bits) - 1;
        int[] next = new int[mask + 2];
        for (int at : order) {
            next[((int) (numbers[at] >>> shift) & mask) + 1]++;
        }
        for (int digit = 1; digit < next.length; digit++) {
            next[digit] += next[digit - 1];
        }
        for (int at : order) {
            sorted[next[(int) (numbers[at] >>> shift) & mask]++] = at;
        }
    }
}
