package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of 1,024 ids of one writer with consecutive counters: for each the label of its leaf, or one of the states
 * below, kept by runs; and which of them are dead. Immutable.
 */
final class Block extends IdNode {
    /** The number of ids. */
    static final int SIZE = 1024;

    static final int BITS = 10;

    /** The label of ids that nobody mentioned. */
    static final long ABSENT = 0;

    /** The label of elements whose parent, or its parent, is not here yet. */
    static final long ORPHAN = 1;

    /** The label of ids that are known to be dead, and nothing else is known of. */
    static final long UNPLACED = 2;

    /** The label of dead elements that were forgotten for good. */
    static final long DROPPED = 3;

    static final Block EMPTY = new Block(new char[] {0}, new long[] {ABSENT}, new long[SIZE / Long.SIZE]);

    private static final int WORDS = SIZE / Long.SIZE;

    private final char[] starts;
    private final long[] labels;
    private final long[] dead;

    private Block(char[] starts, long[] labels, long[] dead) {
        this.starts = starts;
        this.labels = labels;
        this.dead = dead;
    }

    private int floor(int at) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    long label(int at) {
        return labels[floor(at)];
    }

    /** Returns where the run with the same label as that at a place ends. */
    int endOfRun(int at) {
        int run = floor(at) + 1;
        return run == starts.length ? SIZE : starts[run];
    }

    boolean isDead(int at) {
        return (dead[at >>> 6] & 1L << at) != 0;
    }

    /** Returns a block where the ids of a range have a label. */
    Block with(int from, int to, long label) {
        int first = floor(from);
        int kept = starts[first] < from ? first + 1 : first;
        boolean opens = kept == 0 || labels[kept - 1] != label;
        int rest = to == SIZE ? starts.length : floor(to);
        boolean closes = to < SIZE && labels[rest] != label;
        long restLabel = to < SIZE ? labels[rest] : 0;
        int tail = to < SIZE ? rest + 1 : rest;
        int size = kept + (opens ? 1 : 0) + (closes ? 1 : 0) + starts.length - tail;
        char[] newStarts = Arrays.copyOf(starts, size);
        long[] newLabels = Arrays.copyOf(labels, size);
        int at = kept;
        if (opens) {
            newStarts[at] = (char) from;
            newLabels[at++] = label;
        }
        if (closes) {
            newStarts[at] = (char) to;
            newLabels[at++] = restLabel;
        }
        System.arraycopy(starts, tail, newStarts, at, starts.length - tail);
        System.arraycopy(labels, tail, newLabels, at, starts.length - tail);
        return new Block(newStarts, newLabels, dead);
    }

    /** Returns a block where the ids of a range are dead. */
    Block killed(int from, int to) {
        long[] killed = dead.clone();
        for (int word = from >>> 6; word <= to - 1 >>> 6; word++) {
            killed[word] |= mask(word, from, to);
        }
        return new Block(starts, labels, killed);
    }

    private static long mask(int word, int from, int to) {
        int base = word << 6;
        int low = Math.max(0, from - base);
        int high = Math.min(64, to - base);
        return low >= high ? 0 : -1L >>> 64 - (high - low) << low;
    }

    /** Returns the bits of ids whose label is in a range. */
    private long[] bits(long lowest, long highest) {
        long[] bits = new long[WORDS];
        for (int run = 0; run < starts.length; run++) {
            if (labels[run] >= lowest && labels[run] <= highest) {
                int to = run + 1 == starts.length ? SIZE : starts[run + 1];
                for (int word = starts[run] >>> 6; word <= to - 1 >>> 6; word++) {
                    bits[word] |= mask(word, starts[run], to);
                }
            }
        }
        return bits;
    }

    /** Returns the bits of elements whose place is known, in the document or of its parent. */
    long[] placed() {
        long[] placed = bits(ORPHAN, Long.MAX_VALUE);
        long[] placeless = bits(UNPLACED, DROPPED);
        for (int word = 0; word < WORDS; word++) {
            placed[word] &= ~placeless[word];
        }
        return placed;
    }

    /** Returns the bits of elements that are in the document and alive. */
    long[] shown() {
        long[] shown = bits(DROPPED + 1, Long.MAX_VALUE);
        for (int word = 0; word < WORDS; word++) {
            shown[word] &= ~dead[word];
        }
        return shown;
    }

    long[] dropped() {
        return bits(DROPPED, DROPPED);
    }

    void addRanges(Ranges ranges, long state, long first) {
        for (int run = 0; run < starts.length; run++) {
            if (labels[run] == state) {
                int to = run + 1 == starts.length ? SIZE : starts[run + 1];
                ranges.add(first + starts[run] * Ids.ONE, to - starts[run]);
            }
        }
    }

    long deadWord(int word) {
        return dead[word];
    }

    @Override
    Lanes computeLanes(Realm realm, Lanes writer, long first) {
        long[] placed = placed();
        long[] dropped = dropped();
        long a = 0;
        long b = 0;
        for (int word = 0; word < WORDS; word++) {
            long deadHere = dead[word] & ~dropped[word];
            if ((placed[word] | deadHere) != 0) {
                a += realm.laneA(writer.a() + first + word, placed[word], deadHere);
                b += realm.laneB(writer.b() + first + word, placed[word], deadHere);
            }
            if (dropped[word] != 0) {
                a += realm.laneA(~(writer.a() + first + word), dropped[word], 0);
                b += realm.laneB(~(writer.b() + first + word), dropped[word], 0);
            }
        }
        return new Lanes(a, b);
    }

    /** Returns the block laid out id by id, to make many changes. */
    Open open() {
        return new Open(this);
    }

    /** A block under change; it is laid out id by id when labels change. */
    static final class Open {
        private static final int FEW = 4;

        private final long[] dead;
        private Block block;
        private int puts;
        private long @Nullable [] all;

        private Open(Block block) {
            this.block = block;
            this.dead = block.dead.clone();
        }

        void put(int from, int to, long label) {
            long[] labels = all;
            if (labels == null && puts++ < FEW) {
                block = block.with(from, to, label);
                return;
            }
            if (labels == null) {
                labels = new long[SIZE];
                for (int run = 0; run < block.starts.length; run++) {
                    int end = run + 1 == block.starts.length ? SIZE : block.starts[run + 1];
                    Arrays.fill(labels, block.starts[run], end, block.labels[run]);
                }
                all = labels;
            }
            Arrays.fill(labels, from, to, label);
        }

        void kill(int from, int to) {
            for (int word = from >>> 6; word <= to - 1 >>> 6; word++) {
                dead[word] |= mask(word, from, to);
            }
        }

        Block close() {
            return all == null ? new Block(block.starts, block.labels, dead) : close(all);
        }

        private Block close(long[] all) {
            int size = 1;
            for (int i = 1; i < SIZE; i++) {
                size += all[i] == all[i - 1] ? 0 : 1;
            }
            char[] starts = new char[size];
            long[] labels = new long[size];
            labels[0] = all[0];
            int run = 0;
            for (int i = 1; i < SIZE; i++) {
                if (all[i] != all[i - 1]) {
                    starts[++run] = (char) i;
                    labels[run] = all[i];
                }
            }
            return new Block(starts, labels, dead);
        }
    }

    /** Gathers runs in ascending order for one block after the other. */
    static final class Builder {
        private final char[] starts = new char[SIZE + 1];
        private final long[] labels = new long[SIZE + 1];
        private long[] dead = new long[WORDS];
        private int size;
        private int end;

        void add(int from, int to, long label, boolean isDead) {
            if (from > end) {
                push(end, ABSENT);
            }
            push(from, label);
            end = to;
            for (int word = from >>> 6; isDead && word <= to - 1 >>> 6; word++) {
                dead[word] |= mask(word, from, to);
            }
        }

        private void push(int from, long label) {
            if (size == 0 || labels[size - 1] != label) {
                starts[size] = (char) from;
                labels[size++] = label;
            }
        }

        /** Returns the block and starts anew. */
        Block build() {
            if (end < SIZE) {
                push(end, ABSENT);
            }
            Block block = new Block(Arrays.copyOf(starts, size), Arrays.copyOf(labels, size), dead);
            dead = new long[WORDS];
            size = 0;
            end = 0;
            return block;
        }
    }

    @Override
    Block copy() {
        return new Block(starts, labels, dead);
    }
}
