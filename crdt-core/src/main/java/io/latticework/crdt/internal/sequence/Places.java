package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.IdBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The writers of a message: replica ids in their order, then dots by place and number, ascending. */
final class Places {
    private static final int MIN_ID_BYTES = 10;
    private static final int MIN_DOT_BYTES = 2;

    private Places() {}

    /**
     * Writes the writers that are used.
     *
     * @return the place of each writer in the message
     */
    static int[] write(ByteWriter out, Writers writers, boolean[] used) {
        Realm realm = writers.realm();
        TreeSet<ReplicaId> ids = new TreeSet<>();
        for (int writer = 0; writer < writers.size(); writer++) {
            if (used[writer]) {
                ids.add(realm.replica(Realm.indexOf(writers.dot(writer))));
            }
        }
        List<ReplicaId> replicas = new ArrayList<>(ids);
        out.writeVarint(replicas.size());
        replicas.forEach(id -> IdBytes.write(out, id));
        out.writeVarint(count(used));
        int[] places = new int[writers.size()];
        int place = 0;
        int replica = 0;
        for (int writer : writers.inOrder()) {
            if (used[writer]) {
                long dot = writers.dot(writer);
                while (!replicas.get(replica).equals(realm.replica(Realm.indexOf(dot)))) {
                    replica++;
                }
                out.writeVarint(replica).writeVarint(Realm.sequenceOf(dot));
                places[writer] = place++;
            }
        }
        return places;
    }

    static int count(boolean[] used) {
        int count = 0;
        for (boolean each : used) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** Reads writers, so that each is at its place. */
    static Writers read(ByteReader in, Realm realm) {
        List<ReplicaId> replicas = readReplicas(in, realm);
        int size = in.readCount(MIN_DOT_BYTES);
        requireFew(realm, size);
        long[] dots = new long[size];
        int last = -1;
        long lastSequence = 0;
        for (int i = 0; i < size; i++) {
            int place = (int) in.readVarint(Math.max(0, replicas.size() - 1));
            long sequence = in.readVarint(Dot.MAX_SEQUENCE);
            boolean next = place == last ? sequence > lastSequence : place == last + 1 && sequence > 0;
            if (!next || replicas.isEmpty()) {
                throw in.malformed("Writers are not in ascending order");
            }
            dots[i] = Realm.pack(realm.index(replicas.get(place)), sequence);
            last = place;
            lastSequence = sequence;
        }
        if (last != replicas.size() - 1) {
            throw in.malformed("A replica id is named and does not write");
        }
        return Writers.ofOrdered(realm, dots);
    }

    private static List<ReplicaId> readReplicas(ByteReader in, Realm realm) {
        int count = in.readCount(MIN_ID_BYTES);
        requireFew(realm, count);
        List<ReplicaId> replicas = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ReplicaId id = IdBytes.read(in);
            if (i > 0 && replicas.get(i - 1).compareTo(id) >= 0) {
                throw in.malformed("Replica ids are not in ascending order");
            }
            replicas.add(id);
        }
        return replicas;
    }

    private static void requireFew(Realm realm, int count) {
        if (count > realm.limits().replicas()) {
            throw new LimitExceededException("replicas", realm.limits().replicas(), count);
        }
    }
}
