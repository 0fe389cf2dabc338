package io.latticework.crdt;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Kernel;
import io.latticework.crdt.internal.store.Lazily;
import org.jspecify.annotations.Nullable;

/**
 * What all built-in types share: a kernel with the four operations, and a descriptor that gives it elements' types. It is
 * public so that references such as {@code ORSet::merge} can be linked outside of this package; only the types of this
 * package extend it.
 *
 * @param <K> the kernel
 * @param <S> the implementing type
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public abstract class BuiltIn<K extends Kernel<K>, S extends BuiltIn<K, S>> implements Crdt<S> {
    private final BuiltInType<K, S> type;
    private final K kernel;

    BuiltIn(BuiltInType<K, S> type, K kernel) {
        this.type = type;
        this.kernel = kernel;
    }

    final K kernel() {
        return kernel;
    }

    /** Returns a value of this type with another kernel, this value itself if it is the same. */
    final S with(K changed) {
        return changed == kernel ? self() : type.value(changed);
    }

    @SuppressWarnings("unchecked") // S is the implementing type by construction
    private S self() {
        return (S) this;
    }

    @Override
    public final CrdtType<S> type() {
        return type;
    }

    @Override
    public final S merge(S other) {
        K theirs = ((BuiltIn<K, S>) other).kernel;
        K merged = kernel.merge(theirs);
        boolean isOther = merged == theirs && merged != kernel && type == other.type();
        return isOther ? other : with(merged);
    }

    @Override
    public final S deltaFrom(S base) {
        return with(kernel.deltaFrom(((BuiltIn<K, S>) base).kernel));
    }

    @Override
    public final Digest digest() {
        return kernel.digest();
    }

    @Override
    public final Iterable<S> split(int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes is at least 1, not " + maxBytes);
        }
        return Lazily.map(kernel.split(maxBytes), type::value);
    }

    /** Returns the same state in another realm. O(n) unless it is the state's own. */
    public final S in(Realm realm) {
        return realm == kernel.realm() ? self() : type.in(realm).value(kernel.in(realm));
    }

    /** Returns the value as JSON text, for people. */
    public final String toJson() {
        return type.toJson(self());
    }

    /** Returns the value as JSON text on several lines, for people; in the same order whatever the history. */
    public final String toPrettyJson() {
        return type.toPrettyJson(self());
    }

    /** Tells whether two states are equal: the same type, and the same kernel in whatever realm. */
    @Override
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof BuiltIn<?, ?> that
                && type.name().equals(that.type.name())
                && kernel.equals(that.kernel);
    }

    @Override
    public final int hashCode() {
        return kernel.hashCode();
    }

    /** Returns the type's name and the value as JSON text. */
    @Override
    public final String toString() {
        return type.name() + " " + toJson();
    }
}
