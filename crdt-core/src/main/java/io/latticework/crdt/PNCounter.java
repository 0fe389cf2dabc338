package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.counter.Tally;
import io.latticework.crdt.internal.wire.Shape;
import java.math.BigInteger;

/**
 * A counter that goes up and down: concurrent increments and decrements add up. It may go below zero: no replica can
 * keep the others from decrementing at the same time.
 *
 * <p><b>Lattice.</b> For each writer the totals of increments and of decrements; the join takes the greater of each, and
 * the value is the difference of the sums. Bottom is 0 with no writers. Each fork of a value counts as a writer of its
 * own, so that forks add up too.
 *
 * <p><b>Inside an {@link ORMap}</b> each writer keeps segments by dot instead of one total, so that removing the key takes
 * away exactly what the remover saw, and concurrent changes survive. Beyond eight segments of a writer the oldest is
 * folded into the newest; a concurrent remove that saw only the folded part does not take it away.
 *
 * <p><b>Cost</b> for r writers: a change O(1) for one author's changes in a row, else O(64 + r/64); {@link #value} O(r/64);
 * {@link #merge} and {@link #deltaFrom} O(r), where chunks of 64 writers that both sides share are skipped; inside maps
 * all O(segments).
 *
 * <p><b>Garbage.</b> A writer's totals stay for ever: about 24 bytes for each incarnation that ever wrote; nothing stays
 * inside maps once the key is removed.
 *
 * <p><b>Limits.</b> One writer's total is at most {@link Long#MAX_VALUE}; what would take it beyond is refused, inside of maps
 * as outside. The sum over writers has no such bound, as nobody can know of concurrent writes: {@link #value} throws where
 * it does not fit into a long, {@link #exactValue} gives it, and nothing ever wraps around.
 *
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al.: A comprehensive study of Convergent and Commutative
 *     Replicated Data Types, 2011, section 3.1.3</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class PNCounter extends BuiltIn<Tally, PNCounter> {
    /** The descriptor of such counters in the process's default realm. */
    public static final CrdtType<PNCounter> TYPE = type(Realm.shared());

    private PNCounter(Counters.Type<PNCounter> type, Tally tally) {
        super(type, tally);
    }

    /** Returns the counter before any write. */
    public static PNCounter empty() {
        return TYPE.empty();
    }

    /** Returns the descriptor of such counters in a realm. */
    public static CrdtType<PNCounter> type(Realm realm) {
        return new Counters.Type<>(realm, Shape.COUNTER, PNCounter::new, PNCounter::exactValue);
    }

    /**
     * Returns the value.
     *
     * @throws io.latticework.crdt.error.CounterOverflowException if it does not fit into a long
     */
    public long value() {
        return kernel().value();
    }

    /** Returns the value, however large or small. */
    public BigInteger exactValue() {
        return kernel().ups().subtract(kernel().downs());
    }

    /** Returns the counter, one higher. */
    public PNCounter increment(Author author) {
        return increment(author, 1);
    }

    /**
     * Returns the counter, higher by an amount; {@code this} if that is 0.
     *
     * @throws IllegalArgumentException if the amount is negative
     * @throws io.latticework.crdt.error.CounterOverflowException if the author's own total does not fit into a long
     */
    public PNCounter increment(Author author, long by) {
        Counters.requireNotNegative(by);
        return by == 0 ? this : with(kernel().add(author, by, 0));
    }

    /** Returns the counter, one lower. */
    public PNCounter decrement(Author author) {
        return decrement(author, 1);
    }

    /**
     * Returns the counter, lower by an amount; {@code this} if that is 0.
     *
     * @throws IllegalArgumentException if the amount is negative
     * @throws io.latticework.crdt.error.CounterOverflowException if the author's own total does not fit into a long
     */
    public PNCounter decrement(Author author, long by) {
        Counters.requireNotNegative(by);
        return by == 0 ? this : with(kernel().add(author, 0, by));
    }
}
