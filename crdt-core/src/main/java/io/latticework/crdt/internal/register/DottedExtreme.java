package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DottedForm;
import io.latticework.crdt.internal.store.Written;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A register of the greatest or the least value, inside a map: a write that goes beyond all that its author saw replaces
 * it by dot, concurrent ones stay side by side, and the furthest is shown.
 *
 * <p>A write that is not beyond what its author saw leaves no trace. If it did, a falling series of raises would pile up:
 * each might be what is left after a removal that saw only those before.
 */
public final class DottedExtreme extends DottedForm<Extreme> implements Extreme {
    private final Comparator<byte[]> order;

    /**
     * Returns the register of a store of writes.
     *
     * @param order a total order of encoded values: what comes later is further
     */
    public DottedExtreme(Causal causal, Comparator<byte[]> order) {
        super(causal);
        this.order = order;
    }

    @Override
    protected Extreme of(Causal other) {
        return new DottedExtreme(other, order);
    }

    @Override
    public byte @Nullable [] furthest() {
        return Siblings.writes(causal()).stream().map(Stamped::value).max(order).orElse(null);
    }

    @Override
    public Extreme reach(Author author, byte[] value) {
        byte[] furthest = furthest();
        return furthest == null || order.compare(value, furthest) > 0
                ? of(Siblings.write(causal(), author, Written.of(realm(), HybridTimestamp.ZERO, value)))
                : this;
    }
}
