package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.DottedForm;
import io.latticework.crdt.internal.store.Written;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A register in dotted form: a write removes, by dot, the writes that its author saw, and concurrent writes stay side by
 * side. Stamps only order siblings, so that a stamp from the far future loses to the next write that saw it.
 */
public final class Siblings extends DottedForm<Slot> implements Slot {
    /** Returns the register of a store of writes. */
    public Siblings(Causal causal) {
        super(causal);
    }

    @Override
    protected Slot of(Causal other) {
        return new Siblings(other);
    }

    @Override
    public Slot set(Author author, byte[] value) {
        Stamped seen = winner();
        HybridTimestamp stamp = author.nextStamp(seen == null ? HybridTimestamp.ZERO : replaceable(seen.stamp()));
        return new Siblings(write(causal(), author, Written.of(realm(), stamp, value)));
    }

    /** What a write saw dies by dot: even the last of all stamps can be replaced, by an equal one. */
    private static HybridTimestamp replaceable(HybridTimestamp seen) {
        return seen.compareTo(HybridTimestamp.MAX) < 0 ? seen : new HybridTimestamp(HybridTimestamp.MAX.packed() - 1);
    }

    /** Returns a store of writes after one that replaces all of them. */
    public static Causal write(Causal causal, Author author, Written written) {
        long dot = causal.mint(author);
        return causal.after(Dots.of(dot, written), dot);
    }

    /** Returns a store of writes after several, side by side, that replace all of them. */
    public static Causal writeAll(Causal causal, Author author, Written[] writes) {
        long[] dots = new long[writes.length];
        for (int i = 0; i < dots.length; i++) {
            dots[i] = causal.mint(author);
        }
        CausalContext minted = CausalContext.ofPacked(causal.realm(), dots);
        return causal.with(Dots.ofAll(dots, writes), causal.context().union(minted));
    }

    /** Returns the writes of a store, in no promised order. */
    public static List<Stamped> writes(Causal causal) {
        List<Stamped> writes = new ArrayList<>();
        Dots dots = (Dots) causal.store();
        for (int i = 0; dots != null && i < dots.size(); i++) {
            writes.add(writeAt(causal.realm(), dots, i));
        }
        return writes;
    }

    private static Stamped writeAt(Realm realm, Dots dots, int index) {
        Written written = (Written) dots.content(index);
        return new Stamped(written.stamp(), realm.replica(Realm.indexOf(dots.dot(index))), written.value());
    }

    @Override
    public @Nullable Stamped winner() {
        Dots dots = (Dots) causal().store();
        Stamped winner = null;
        for (int i = 0; dots != null && i < dots.size(); i++) {
            Stamped write = writeAt(realm(), dots, i);
            winner = winner == null || write.compareTo(winner) > 0 ? write : winner;
        }
        return winner;
    }
}
