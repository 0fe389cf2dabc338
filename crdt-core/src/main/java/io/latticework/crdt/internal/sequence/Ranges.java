package io.latticework.crdt.internal.sequence;

import java.util.Arrays;

/** Ids in rows: each the first id and a length. Rows that are added one behind the other become one. */
final class Ranges {
    static final Ranges NONE = new Ranges();

    private long[] ids = new long[1];
    private int[] lengths = new int[1];
    private int size;

    int size() {
        return size;
    }

    long id(int index) {
        return ids[index];
    }

    int length(int index) {
        return lengths[index];
    }

    void add(long id, int length) {
        int last = size - 1;
        if (size > 0
                && ids[last] + (long) lengths[last] * Ids.ONE == id
                && lengths[last] + (long) length <= Span.MAX_LENGTH) {
            lengths[last] += length;
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2 + 1);
            lengths = Arrays.copyOf(lengths, size * 2 + 1);
        }
        ids[size] = id;
        lengths[size++] = length;
    }

    void addAll(Ranges others) {
        for (int i = 0; i < others.size; i++) {
            add(others.ids[i], others.lengths[i]);
        }
    }

    /** Tells whether an id comes twice; the rows are ordered. */
    boolean overlap() {
        for (int i = 1; i < size; i++) {
            boolean sameWriter = Ids.writer(ids[i - 1]) == Ids.writer(ids[i]);
            if (sameWriter && ids[i - 1] + (long) lengths[i - 1] * Ids.ONE > ids[i]) {
                return true;
            }
        }
        return false;
    }

    /** Adds the ids whose bits are set in a word, counted from a first id. */
    void addBits(long first, long bits) {
        long rest = bits;
        while (rest != 0) {
            int from = Long.numberOfTrailingZeros(rest);
            int length = Long.numberOfTrailingZeros(~(rest >>> from));
            add(first + from * Ids.ONE, length);
            rest = from + length == Long.SIZE ? 0 : rest & -1L << from + length;
        }
    }

    /** Returns the same ids by writer and counter. */
    Ranges ordered() {
        if (size < 2) {
            return this;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, (left, right) -> {
            int byWriter = Integer.compare(Ids.writer(ids[left]), Ids.writer(ids[right]));
            return byWriter != 0 ? byWriter : Long.compare(ids[left], ids[right]);
        });
        Ranges ordered = new Ranges();
        for (int row : order) {
            ordered.add(ids[row], lengths[row]);
        }
        return ordered;
    }
}
