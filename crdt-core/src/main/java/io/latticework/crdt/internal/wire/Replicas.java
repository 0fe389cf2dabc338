package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.IdBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The replica ids of a message, in their order. In bytes a dot is a place in here and a sequence number; both in one long
 * make a <em>wire dot</em>, whose order is the same on all replicas.
 */
final class Replicas {
    private static final int MIN_ID_BYTES = 10;

    private final Realm realm;
    private final int[] indices;
    private final Map<Integer, Integer> places = new HashMap<>();

    private Replicas(Realm realm, List<ReplicaId> sorted) {
        this.realm = realm;
        this.indices = new int[sorted.size()];
        for (int place = 0; place < indices.length; place++) {
            indices[place] = realm.index(sorted.get(place));
            places.put(indices[place], place);
        }
    }

    /** Returns the replicas of a context. */
    static Replicas of(CausalContext context) {
        TreeSet<ReplicaId> ids = new TreeSet<>();
        for (int run = 0; run < context.runs(); run++) {
            ids.add(context.realm().replica(Realm.indexOf(context.first(run))));
        }
        return new Replicas(context.realm(), new ArrayList<>(ids));
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
        return new Replicas(realm, readIds(in, realm));
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
        Integer place = places.get(Realm.indexOf(dot));
        if (place == null) {
            throw new IllegalStateException("A live dot is not in its context: " + realm.unpack(dot));
        }
        return Realm.pack(place, Realm.sequenceOf(dot));
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

    /** Reads a wire dot. */
    long readDot(ByteReader in) {
        long place = in.readVarint();
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
        List<long[]> runs = new ArrayList<>(wire.size());
        for (int run = 0; run < wire.size(); run++) {
            long first = fromWire(wire.first(run));
            runs.add(new long[] {first, first + wire.last(run) - wire.first(run)});
        }
        return CausalContext.ofRuns(realm, runs);
    }
}
