package io.latticework.crdt.internal.trie;

/** Measures some entries that are to become a leaf. */
final class Extent {
    private int count;
    private int bytes;
    private int step;
    private boolean even = true;
    private boolean anyPayload;

    /** Adds an entry with a key of some length. */
    void add(int keyBytes, boolean hasPayload) {
        int record = Records.HEAD + keyBytes;
        even &= count == 0 || record == step;
        step = record;
        bytes = Math.addExact(bytes, record);
        anyPayload |= hasPayload;
        count++;
    }

    /** Adds entries of a leaf, from..to. */
    void add(Leaf leaf, int from, int to) {
        for (int i = from; i < to; i++) {
            add(leaf.end(i) - leaf.start(i), leaf.payload(i) != null);
        }
    }

    int count() {
        return count;
    }

    /** Returns how many bytes the records take. */
    int bytes() {
        return bytes;
    }

    /** Returns how far apart the records start, 0 if their keys differ in length. */
    int step() {
        return even ? step : 0;
    }

    boolean anyPayload() {
        return anyPayload;
    }
}
