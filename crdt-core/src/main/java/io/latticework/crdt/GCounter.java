package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.counter.Tally;
import io.latticework.crdt.internal.wire.Shape;
import java.math.BigInteger;

/**
 * A counter that only grows: concurrent increments add up.
 *
 * <p><b>Lattice.</b> For each writer a total; the join takes the greater of each, and the value is their sum. Bottom is
 * 0 with no writers. Each fork of a value counts as a writer of its own, so that forks add up too. Inside an
 * {@link ORMap} the totals are cut into segments, see {@link PNCounter}.
 *
 * <p><b>Cost</b> for r writers: {@link #increment} O(1) for one author's writes in a row, else O(64 + r/64); {@link #value}
 * O(r/64); {@link #merge} and {@link #deltaFrom} O(r), where chunks of 64 writers that both sides share are skipped.
 *
 * <p><b>Garbage.</b> A writer's total stays for ever: about 24 bytes for each incarnation that ever wrote.
 *
 * <p><b>Limits.</b> One writer's total is at most {@link Long#MAX_VALUE}; what would take it beyond is refused, inside of maps
 * as outside. The sum over writers has no such bound, as nobody can know of concurrent writes: {@link #value} throws where
 * it does not fit into a long, {@link #exactValue} gives it, and nothing ever wraps around.
 *
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al.: A comprehensive study of Convergent and Commutative
 *     Replicated Data Types, 2011, section 3.1.1</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class GCounter extends BuiltIn<Tally, GCounter> {
    /** The descriptor of such counters in the process's default realm. */
    public static final CrdtType<GCounter> TYPE = type(Realm.shared());

    private GCounter(Counters.Type<GCounter> type, Tally tally) {
        super(type, tally);
    }

    /** Returns the counter before any write. */
    public static GCounter empty() {
        return TYPE.empty();
    }

    /** Returns the descriptor of such counters in a realm. */
    public static CrdtType<GCounter> type(Realm realm) {
        return new Counters.Type<>(realm, Shape.GROWING_COUNTER, GCounter::new, GCounter::exactValue);
    }

    /**
     * Returns the value.
     *
     * @throws io.latticework.crdt.error.CounterOverflowException if it does not fit into a long
     */
    public long value() {
        return kernel().value();
    }

    /** Returns the value, however large. */
    public BigInteger exactValue() {
        return kernel().ups();
    }

    /** Returns the counter, one higher. */
    public GCounter increment(Author author) {
        return increment(author, 1);
    }

    /**
     * Returns the counter, higher by an amount; {@code this} if that is 0.
     *
     * @throws IllegalArgumentException if the amount is negative
     * @throws io.latticework.crdt.error.CounterOverflowException if the author's own total does not fit into a long
     */
    public GCounter increment(Author author, long by) {
        Counters.requireNotNegative(by);
        return by == 0 ? this : with(kernel().add(author, by, 0));
    }
}
