package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;

/**
 * The lattice behind a value type: the four operations, without elements' types or codecs.
 *
 * @param <K> the kernel itself
 */
public interface Kernel<K extends Kernel<K>> {
    /** Returns the realm of all hashes and packed dots inside. */
    Realm realm();

    /** Returns the least upper bound; {@code this} if the other brings nothing new. */
    K merge(K other);

    /** Returns what brings the base up to this state. */
    K deltaFrom(K base);

    /** Returns 128 bits over all of the state. */
    Digest digest();

    /** Returns states whose join is this one, each within {@code maxBytes} unless one item is larger. */
    Iterable<K> split(int maxBytes);

    /** Returns the same state for another realm. */
    K in(Realm target);

    /** Returns a hash code that is the same for equal states of different realms. */
    @Override
    int hashCode();
}
