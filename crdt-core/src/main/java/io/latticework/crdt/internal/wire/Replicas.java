package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.sort.Radix;
import io.latticework.crdt.internal.store.IdBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The replica ids of a message, in their order. In bytes a dot is a place in here and a sequence number; both in one long
 * make a <em>wire dot</em>, whose order is the same on all replicas.
 */
final class Replicas {
    private static final int MIN_ID_BYTES = 10;

    private final Realm realm;

    /** The realm's index at each place. */
    private final int[] indices;

    /** The indices in ascending order, and the place of each: the opposite direction. */
    private final int[] sortedIndices;

    private final int[] places;
    private int last;

    private Replicas(Realm realm, int[] indices) {
        this.realm = realm;
        this.indices = indices;
        long[] keys = new long[indices.length];
        Arrays.setAll(keys, place -> indices[place]);
        this.places = Radix.order(keys, keys.length, 0);
        this.sortedIndices = new int[places.length];
        Arrays.setAll(sortedIndices, i -> indices[places[i]]);
    }

    /** Returns the replicas of a context. */
    static Replicas of(CausalContext context) {
        Realm realm = context.realm();
        List<ReplicaId> ids = new ArrayList<>(context.replicas());
        for (int run = 0; run < context.runs(); run++) {
            int index = Realm.indexOf(context.first(run));
            if (run == 0 || index != Realm.indexOf(context.first(run - 1))) {
                ids.add(realm.replica(index));
            }
        }
        Collections.sort(ids);
        return new Replicas(realm, indices(realm, ids));
    }

    private static int[] indices(Realm realm, List<ReplicaId> ids) {
        int[] indices = new int[ids.size()];
        Arrays.setAll(indices, place -> realm.index(ids.get(place)));
        return indices;
    }

    void writeTo(ByteWriter out) {
        out.writeVarint(indices.length);
        for (int index : indices) {
            writeId(out, realm.replica(index));
        }
    }

    static void writeId(ByteWriter out, ReplicaId id) {
        IdBytes.write(out, id);
    }

    static Replicas read(ByteReader in, Realm realm) {
        return new Replicas(realm, indices(realm, readIds(in, realm)));
    }

    /** Returns how many ids that are to be read a realm does not know. */
    static int unknown(ByteReader in, Realm realm) {
        int unknown = 0;
        for (ReplicaId id : readIds(in, realm)) {
            unknown += realm.indexIfKnown(id) < 0 ? 1 : 0;
        }
        return unknown;
    }

    private static List<ReplicaId> readIds(ByteReader in, Realm realm) {
        int count = in.readCount(MIN_ID_BYTES);
        if (count > realm.limits().replicas()) {
            throw new LimitExceededException("replicas", realm.limits().replicas(), count);
        }
        List<ReplicaId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ReplicaId id = readId(in);
            if (i > 0 && ids.get(i - 1).compareTo(id) >= 0) {
                throw in.malformed("Replica ids are not in ascending order");
            }
            ids.add(id);
        }
        return ids;
    }

    static ReplicaId readId(ByteReader in) {
        return IdBytes.read(in);
    }

    long toWire(long dot) {
        int index = Realm.indexOf(dot);
        if (last == sortedIndices.length || sortedIndices[last] != index) {
            last = Arrays.binarySearch(sortedIndices, index);
            if (last < 0) {
                last = 0;
                throw new IllegalStateException("A live dot is not in its context: " + realm.unpack(dot));
            }
        }
        return Realm.pack(places[last], Realm.sequenceOf(dot));
    }

    long fromWire(long wireDot) {
        return Realm.pack(indices[Realm.indexOf(wireDot)], Realm.sequenceOf(wireDot));
    }

    int size() {
        return indices.length;
    }

    Realm realm() {
        return realm;
    }

    void writeDot(ByteWriter out, long wireDot) {
        out.writeVarint(Realm.indexOf(wireDot)).writeVarint(Realm.sequenceOf(wireDot));
    }

    /** Writes a dot of a list that need not tell how long it is: each tells whether another follows. */
    void writeDot(ByteWriter out, long wireDot, boolean more) {
        out.writeVarint(2L * Realm.indexOf(wireDot) + (more ? 1 : 0)).writeVarint(Realm.sequenceOf(wireDot));
    }

    /** Reads a wire dot. */
    long readDot(ByteReader in) {
        return readDot(in, in.readVarint());
    }

    /** Reads the rest of a wire dot, after its place. */
    long readDot(ByteReader in, long place) {
        if (place < 0 || place >= indices.length) {
            throw in.malformed("A dot is of a replica that the message does not name");
        }
        return Realm.pack((int) place, readSequence(in));
    }

    /** Reads a sequence number. */
    static long readSequence(ByteReader in) {
        long sequence = in.readVarint(Dot.MAX_SEQUENCE);
        if (sequence == 0) {
            throw in.malformed("Sequence numbers start at 1");
        }
        return sequence;
    }

    /** Returns the runs of a context as wire dots. */
    WireRuns toWire(CausalContext context) {
        WireRuns runs = new WireRuns();
        for (int run = 0; run < context.runs(); run++) {
            long first = toWire(context.first(run));
            runs.add(first, first + context.last(run) - context.first(run));
        }
        return runs;
    }

    /** Returns the context of runs of wire dots. */
    CausalContext context(WireRuns wire) {
        long[] firsts = new long[wire.size()];
        long[] lasts = new long[wire.size()];
        for (int run = 0; run < firsts.length; run++) {
            firsts[run] = fromWire(wire.first(run));
            lasts[run] = firsts[run] + wire.last(run) - wire.first(run);
        }
        return CausalContext.ofRuns(realm, firsts, lasts, firsts.length);
    }
}
