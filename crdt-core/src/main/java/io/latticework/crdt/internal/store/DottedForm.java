package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/**
 * The form inside maps of a type that has another one outside: a store under the context of the map. All four operations
 * are those of the root value.
 *
 * @param <K> what both forms of the type have in common
 */
public abstract class DottedForm<K extends Kernel<K>> implements Kernel<K> {
    /** Why two forms of one type do not mix. */
    public static final String FORMS_DIFFER =
            "A value inside a map and one outside do not merge: change the value that ORMap.update gives, and return what"
                    + " that gave";

    private final Causal causal;

    /** Takes the root value, or the view of a path. */
    protected DottedForm(Causal causal) {
        this.causal = causal;
    }

    /** Returns the same type with another root value. */
    protected abstract K of(Causal other);

    /** Returns the root value. */
    public final Causal causal() {
        return causal;
    }

    /**
     * Returns the root value of a kernel in this form.
     *
     * @throws IllegalArgumentException if the kernel is in the form outside of maps
     */
    public static Causal causal(Kernel<?> kernel) {
        if (kernel instanceof DottedForm<?> dotted) {
            return dotted.causal;
        }
        throw new IllegalArgumentException(FORMS_DIFFER);
    }

    @SuppressWarnings("unchecked") // K is the implementing kernel by construction
    private K self() {
        return (K) this;
    }

    @Override
    public final Realm realm() {
        return causal.realm();
    }

    @Override
    public final K merge(K other) {
        Causal theirs = causal(other);
        Causal merged = causal.merge(theirs);
        return merged == causal ? self() : merged == theirs ? other : of(merged);
    }

    @Override
    public final K deltaFrom(K base) {
        return of(causal.deltaFrom(causal(base)));
    }

    @Override
    public final Digest digest() {
        return causal.digest();
    }

    @Override
    public final Iterable<K> split(int maxBytes) {
        return Lazily.map(causal.split(maxBytes), this::of);
    }

    @Override
    public final K in(Realm target) {
        return target == realm() ? self() : of(causal.in(target));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof DottedForm<?> that && getClass() == that.getClass() && causal.equals(that.causal);
    }

    @Override
    public final int hashCode() {
        return causal.hashCode();
    }
}
