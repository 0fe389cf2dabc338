package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.DottedForm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A register of the greatest or the least value, outside of maps: that value and nothing else. */
public final class PlainExtreme implements Extreme {
    private static final int NOTHING = 4;
    private static final int SOMETHING = 5;

    private final Realm realm;
    private final Comparator<byte[]> order;
    private final byte @Nullable [] value;

    /**
     * Returns the register of a value, or the empty one.
     *
     * @param order a total order of encoded values: what comes later is further
     */
    public PlainExtreme(Realm realm, Comparator<byte[]> order, byte @Nullable [] value) {
        this.realm = realm;
        this.order = order;
        this.value = value;
    }

    @Override
    public Realm realm() {
        return realm;
    }

    @Override
    public byte @Nullable [] furthest() {
        return value;
    }

    @Override
    public Extreme reach(Author author, byte[] candidate) {
        return value == null || order.compare(candidate, value) > 0 ? new PlainExtreme(realm, order, candidate) : this;
    }

    @Override
    public Extreme merge(Extreme other) {
        PlainExtreme that = plain(other);
        boolean further = that.value != null && (value == null || order.compare(that.value, value) > 0);
        return further ? that.in(realm) : this;
    }

    private static PlainExtreme plain(Extreme extreme) {
        if (extreme instanceof PlainExtreme plain) {
            return plain;
        }
        throw new IllegalArgumentException(DottedForm.FORMS_DIFFER);
    }

    @Override
    public Extreme deltaFrom(Extreme base) {
        return base.merge(this) == base ? new PlainExtreme(realm, order, null) : this;
    }

    @Override
    public Digest digest() {
        if (value == null) {
            return new Digest(realm.laneA(0, 0, NOTHING), realm.laneB(0, 0, NOTHING));
        }
        Digest content = realm.digest(value);
        return new Digest(
                realm.laneA(content.high(), content.low(), SOMETHING),
                realm.laneB(content.high(), content.low(), SOMETHING));
    }

    @Override
    public Iterable<Extreme> split(int maxBytes) {
        return value == null ? List.of() : List.of(this);
    }

    @Override
    public PlainExtreme in(Realm target) {
        return target == realm ? this : new PlainExtreme(target, order, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlainExtreme that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
