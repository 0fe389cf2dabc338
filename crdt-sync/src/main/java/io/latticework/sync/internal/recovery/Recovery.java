package io.latticework.sync.internal.recovery;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.MergeGuard;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import io.latticework.sync.spi.Randomness;
import io.latticework.sync.spi.Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a replica is at its start and what it has: the join of all that its store holds.
 *
 * <p>An incarnation goes on only if every state of it that ever left the process is back. The store must vouch for that,
 * and what it shows must not contradict it: no record is damaged, and the incarnation's own writes have no gap. Otherwise,
 * and without a store, the start is a new incarnation; what the former one wrote stays, as another writer's.
 *
 * <p>A record whose checksum is wrong is left out, as if it had been lost. The others are good without it: each is below a
 * state that there was, and claims nothing that it lacks. What only the damaged one held comes back from peers that have it.
 *
 * @param replica who the replica is
 * @param continues whether this incarnation was there before
 * @param generation which of the incarnations that the store has seen this is, from 1
 * @param last the last sequence number of the incarnation
 * @param stamp a stamp that all later ones must be above
 * @param state what there is
 * @param damaged how many records were damaged and are left out
 */
public record Recovery(
        ReplicaId replica,
        boolean continues,
        long generation,
        long last,
        HybridTimestamp stamp,
        Causal state,
        long damaged) {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** Returns the start of a replica without a store. */
    public static Recovery fresh(String name, Realm realm, Randomness randomness) {
        return new Recovery(
                ReplicaId.fresh(name, randomness::bits), false, 1, 0, HybridTimestamp.ZERO, Causal.empty(realm), 0);
    }

    /**
     * Reads a store.
     *
     * @param decoder reads a piece of the keyspace
     * @throws SyncException if a record is of a later version, another replica's, or no record at all, or if it cannot be read:
     *     then nothing is known of what was stored, and nobody may start as who stored it
     */
    public static Recovery from(
            Store.Log log, String name, Realm realm, Function<byte[], Causal> decoder, Randomness randomness) {
        Reading reading = new Reading(name, realm);
        try {
            MergeGuard.within(MergeGuard.PATIENT, () -> {
                for (byte[] bytes : log.records()) {
                    reading.add(StoredRecord.decode(bytes), decoder);
                }
            });
        } catch (CrdtException e) {
            throw new SyncException(
                    Reason.STORE,
                    "The store of " + name + " cannot be read: " + e.getMessage()
                            + "; start with an empty one, and the replica gets from its peers what they have",
                    e);
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SyncException(
                    Reason.STORE,
                    "The store of " + name + " cannot be read: " + e.getMessage()
                            + "; nothing of it was changed, start again once it can be read",
                    e);
        }
        return reading.end(log.isComplete(), randomness);
    }

    /** What was read so far. */
    private static final class Reading {
        private final String name;
        private Causal state;
        private @Nullable StoredRecord newest;
        private HybridTimestamp stamp = HybridTimestamp.ZERO;
        private long damaged;

        Reading(String name, Realm realm) {
            this.name = name;
            this.state = Causal.empty(realm);
        }

        /** Adds a record, {@code null} for a damaged one. */
        void add(@Nullable StoredRecord each, Function<byte[], Causal> decoder) {
            if (each == null) {
                damaged++;
                return;
            }
            requireOwn(each.replica());
            newest = newest == null || each.generation() > newest.generation() ? each : newest;
            stamp = each.stamp().compareTo(stamp) > 0 ? each.stamp() : stamp;
            state = state.merge(decoder.apply(each.piece()));
        }

        private void requireOwn(ReplicaId writer) {
            if (!writer.name().equals(name)) {
                throw new SyncException(
                        Reason.STORE, "The store is " + writer.name() + "'s, not " + name + "'s; give each its own");
            }
        }

        Recovery end(boolean complete, Randomness randomness) {
            if (damaged > 0) {
                LOG.error(
                        "{} records in the store of {} are damaged and left out; it starts under a new incarnation with what"
                                + " is left, and gets from its peers what they have of the rest",
                        damaged,
                        name);
            }
            StoredRecord last = newest;
            boolean isWhole = complete && damaged == 0;
            if (last != null && isWhole && isGapless(state.context(), last.replica())) {
                long sequence = state.context().lastSequence(last.replica());
                return new Recovery(last.replica(), true, last.generation(), sequence, stamp, state, 0);
            }
            ReplicaId fresh = ReplicaId.fresh(name, randomness::bits);
            return new Recovery(fresh, false, last == null ? 1 : last.generation() + 1, 0, stamp, state, damaged);
        }
    }

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
