package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of wire dots in bytes: the number of replicas that have any; for each the distance of its place from the last
 * one's, the number of its runs less one, and for each run the gap before it and its length less one.
 */
final class WireRuns {
    private final List<long[]> runs = new ArrayList<>();

    void add(long first, long last) {
        runs.add(new long[] {first, last});
    }

    /** Returns the runs of ascending wire dots. */
    static WireRuns of(long[] ascending) {
        WireRuns runs = new WireRuns();
        int start = 0;
        for (int i = 1; i <= ascending.length; i++) {
            if (i == ascending.length || ascending[i] != ascending[i - 1] + 1) {
                runs.add(ascending[start], ascending[i - 1]);
                start = i;
            }
        }
        return runs;
    }

    int size() {
        return runs.size();
    }

    long first(int run) {
        return runs.get(run)[0];
    }

    long last(int run) {
        return runs.get(run)[1];
    }

    void writeTo(ByteWriter out) {
        runs.sort((left, right) -> Long.compare(left[0], right[0]));
        ByteWriter body = new ByteWriter();
        int groups = 0;
        int previous = -1;
        int run = 0;
        while (run < runs.size()) {
            int place = Realm.indexOf(first(run));
            int end = endOfGroup(run);
            body.writeVarint(place - previous - 1L).writeVarint(end - run - 1L);
            long before = Realm.pack(place, 0);
            for (; run < end; run++) {
                body.writeVarint(first(run) - before - 1).writeVarint(last(run) - first(run));
                before = last(run);
            }
            previous = place;
            groups++;
        }
        out.writeVarint(groups).write(body.toBytes());
    }

    private int endOfGroup(int run) {
        int end = run;
        while (end < runs.size() && Realm.indexOf(first(end)) == Realm.indexOf(first(run))) {
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
        if (runs.size() + count > limit) {
            throw new LimitExceededException("runs", limit, runs.size() + count);
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
        long[] dots = new long[count];
        int next = 0;
        for (long[] run : runs) {
            for (long dot = run[0]; dot <= run[1]; dot++) {
                dots[next++] = dot;
            }
        }
        return dots;
    }

    /** Returns the number of dots. */
    long dots() {
        long dots = 0;
        for (long[] run : runs) {
            dots += run[1] - run[0] + 1;
        }
        return dots;
    }
}
