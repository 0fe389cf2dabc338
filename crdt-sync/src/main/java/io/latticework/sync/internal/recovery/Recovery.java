package io.latticework.sync.internal.recovery;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import io.latticework.sync.spi.Randomness;
import io.latticework.sync.spi.Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who a replica is at its start and what it has: the join of all that its store holds.
 *
 * <p>An incarnation goes on only if every state of it that ever left the process is back. The store must vouch for that,
 * and what it shows must not contradict it: the incarnation's own writes have no gap. Otherwise, and without a store, the
 * start is a new incarnation; what the former one wrote stays, as another writer's.
 *
 * @param replica who the replica is
 * @param continues whether this incarnation was there before
 * @param generation which of the incarnations that the store has seen this is, from 1
 * @param last the last sequence number of the incarnation
 * @param stamp a stamp that all later ones must be above
 * @param state what there is
 */
public record Recovery(
        ReplicaId replica, boolean continues, long generation, long last, HybridTimestamp stamp, Causal state) {
    /** Returns the start of a replica without a store. */
    public static Recovery fresh(String name, Realm realm, Randomness randomness) {
        return new Recovery(
                ReplicaId.fresh(name, randomness::bits), false, 1, 0, HybridTimestamp.ZERO, Causal.empty(realm));
    }

    /**
     * Reads a store.
     *
     * @param decoder reads a piece of the keyspace
     * @throws SyncException if a record is damaged, of a later version, or another replica's
     */
    public static Recovery from(
            Store.Log log, String name, Realm realm, Function<byte[], Causal> decoder, Randomness randomness) {
        Causal state = Causal.empty(realm);
        StoredRecord newest = null;
        HybridTimestamp stamp = HybridTimestamp.ZERO;
        try {
            for (byte[] bytes : log.records()) {
                StoredRecord each = StoredRecord.decode(bytes);
                requireOwn(name, each.replica());
                newest = newest == null || each.generation() > newest.generation() ? each : newest;
                stamp = each.stamp().compareTo(stamp) > 0 ? each.stamp() : stamp;
                state = state.merge(decoder.apply(each.piece()));
            }
        } catch (CrdtException e) {
            throw new SyncException(
                    Reason.STORE,
                    "The store of " + name + " cannot be read: " + e.getMessage()
                            + "; start with an empty one, and the replica gets from its peers what they have",
                    e);
        }
        return of(name, newest, stamp, state, log.isComplete(), randomness);
    }

    private static void requireOwn(String name, ReplicaId writer) {
        if (!writer.name().equals(name)) {
            throw new SyncException(
                    Reason.STORE, "The store is " + writer.name() + "'s, not " + name + "'s; give each its own");
        }
    }

    // checkstyle:off ParameterNumber because all of this decides who the replica is
    private static Recovery of(
            String name,
            @Nullable StoredRecord newest,
            HybridTimestamp stamp,
            Causal state,
            boolean complete,
            Randomness randomness) {
        if (newest != null && complete && isGapless(state.context(), newest.replica())) {
            long last = state.context().lastSequence(newest.replica());
            return new Recovery(newest.replica(), true, newest.generation(), last, stamp, state);
        }
        ReplicaId fresh = ReplicaId.fresh(name, randomness::bits);
        return new Recovery(fresh, false, newest == null ? 1 : newest.generation() + 1, 0, stamp, state);
    }
    // checkstyle:on ParameterNumber

    private static boolean isGapless(CausalContext context, ReplicaId replica) {
        int index = context.realm().index(replica);
        boolean gapless = true;
        for (int run = 0; run < context.runs(); run++) {
            boolean own = Realm.indexOf(context.first(run)) == index;
            gapless &= !own || Realm.sequenceOf(context.first(run)) == 1;
        }
        return gapless;
    }
}
