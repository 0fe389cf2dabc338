package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.sort.Radix;
import java.util.Arrays;

/**
 * Runs of wire dots in bytes: the number of replicas that have any; for each the distance of its place from the last
 * one's, the number of its runs less one, and for each run the gap before it and its length less one.
 */
final class WireRuns {
    private long[] firsts = new long[8];
    private long[] lasts = new long[8];
    private int size;
    private long dots;

    /** Makes room for so many runs at once. */
    void expect(int runs) {
        if (size + runs > firsts.length) {
            firsts = Arrays.copyOf(firsts, size + runs);
            lasts = Arrays.copyOf(lasts, size + runs);
        }
    }

    void add(long first, long last) {
        if (size == firsts.length) {
            expect(size);
        }
        firsts[size] = first;
        lasts[size++] = last;
        dots += last - first + 1;
    }

    /** Adds wire dots from a place of an array on. */
    void addAll(long[] wireDots, int from) {
        for (int i = from; i < wireDots.length; i++) {
            add(wireDots[i], wireDots[i]);
        }
    }

    /** Adds the runs of another. */
    void addAll(WireRuns other) {
        for (int run = 0; run < other.size; run++) {
            add(other.firsts[run], other.lasts[run]);
        }
    }

    /** Returns the runs of different wire dots, given with their ascending order. */
    static WireRuns of(long[] wireDots, int[] order) {
        WireRuns runs = new WireRuns();
        long first = 0;
        long last = 0;
        for (int i = 0; i < order.length; i++) {
            long dot = wireDots[order[i]];
            if (i == 0) {
                first = dot;
            } else if (dot != last + 1) {
                runs.add(first, last);
                first = dot;
            }
            last = dot;
        }
        if (order.length > 0) {
            runs.add(first, last);
        }
        return runs;
    }

    int size() {
        return size;
    }

    long first(int run) {
        return firsts[run];
    }

    long last(int run) {
        return lasts[run];
    }

    void writeTo(ByteWriter out) {
        sort();
        out.writeVarint(groups());
        int previous = -1;
        int run = 0;
        while (run < size) {
            int place = Realm.indexOf(first(run));
            int end = endOfGroup(run);
            out.writeVarint(place - previous - 1L).writeVarint(end - run - 1L);
            long before = Realm.pack(place, 0);
            for (; run < end; run++) {
                out.writeVarint(first(run) - before - 1).writeVarint(last(run) - first(run));
                before = last(run);
            }
            previous = place;
        }
    }

    private void sort() {
        int[] order = Radix.order(firsts, size, 0);
        long[] sortedFirsts = new long[size];
        long[] sortedLasts = new long[size];
        for (int i = 0; i < size; i++) {
            sortedFirsts[i] = firsts[order[i]];
            sortedLasts[i] = lasts[order[i]];
        }
        firsts = sortedFirsts;
        lasts = sortedLasts;
    }

    private int groups() {
        int groups = 0;
        for (int run = 0; run < size; run = endOfGroup(run)) {
            groups++;
        }
        return groups;
    }

    private int endOfGroup(int run) {
        int end = run;
        while (end < size && Realm.indexOf(first(end)) == Realm.indexOf(first(run))) {
            end++;
        }
        return end;
    }

    /** Reads runs of replicas of a message. */
    static WireRuns read(ByteReader in, Replicas replicas) {
        WireRuns runs = new WireRuns();
        int groups = in.readCount(4);
        long place = -1;
        for (int group = 0; group < groups; group++) {
            place += in.readVarint(replicas.size()) + 1;
            if (place >= replicas.size()) {
                throw in.malformed("A run is of a replica that the message does not name");
            }
            runs.readGroup(in, (int) place, replicas.realm().limits().runs());
        }
        return runs;
    }

    private void readGroup(ByteReader in, int place, int limit) {
        long count = in.readVarint(in.remaining()) + 1;
        if (size + count > limit) {
            throw new LimitExceededException("runs", limit, size + count);
        }
        long before = 0;
        for (long i = 0; i < count; i++) {
            long first = before + in.readVarint(Dot.MAX_SEQUENCE) + 1;
            long last = first + in.readVarint(Dot.MAX_SEQUENCE);
            if (last > Dot.MAX_SEQUENCE || i > 0 && first == before + 1) {
                throw in.malformed("A run of dots touches another or ends above the last sequence number");
            }
            add(Realm.pack(place, first), Realm.pack(place, last));
            before = last;
        }
    }

    /** Returns so many dots, ascending. */
    long[] toArray(int count) {
        long[] all = new long[count];
        int next = 0;
        for (int run = 0; run < size; run++) {
            for (long dot = firsts[run]; dot <= lasts[run]; dot++) {
                all[next++] = dot;
            }
        }
        return all;
    }

    /** Returns the number of dots. */
    long dots() {
        return dots;
    }
}
