package io.latticework.crdt.causal;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For each replica a sequence number: all of its writes up to there, and none beyond. Vectors are partially ordered; two
 * that are ordered in neither way are concurrent. Where writes may be missing in between, use {@link CausalContext}.
 *
 * <p>Immutable. All operations are O(r) for r replicas.
 *
 * @see <a href="https://doi.org/10.1109/TSE.1983.236733">Parker et al.: Detection of Mutual Inconsistency in Distributed
 *     Systems, 1983</a>
 */
public final class VersionVector {
    private static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

    private final SortedMap<ReplicaId, Long> entries;

    VersionVector(SortedMap<ReplicaId, Long> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
    }

    /** Returns the vector of one who has seen nothing. */
    public static VersionVector empty() {
        return EMPTY;
    }

    /** Returns how far a replica was seen, 0 if not at all. */
    public long sequence(ReplicaId replica) {
        return entries.getOrDefault(replica, 0L);
    }

    /** Returns the entries in the order of the replica ids; unmodifiable. */
    public Map<ReplicaId, Long> entries() {
        return entries;
    }

    /** Tells whether a dot is covered. */
    public boolean contains(Dot dot) {
        return dot.sequence() <= sequence(dot.replica());
    }

    /** Returns this vector, with a dot and all before it of the same replica covered. */
    public VersionVector with(Dot dot) {
        if (contains(dot)) {
            return this;
        }
        TreeMap<ReplicaId, Long> changed = new TreeMap<>(entries);
        changed.put(dot.replica(), dot.sequence());
        return new VersionVector(changed);
    }

    /** Returns the least upper bound: {@code this} if it dominates, else the other if that does. */
    public VersionVector merge(VersionVector other) {
        if (dominates(other)) {
            return this;
        }
        if (other.dominates(this)) {
            return other;
        }
        TreeMap<ReplicaId, Long> union = new TreeMap<>(entries);
        other.entries.forEach((replica, sequence) -> union.merge(replica, sequence, Math::max));
        return new VersionVector(union);
    }

    /** Tells whether this vector covers all that the other does. */
    public boolean dominates(VersionVector other) {
        return other.entries.entrySet().stream().allMatch(entry -> entry.getValue() <= sequence(entry.getKey()));
    }

    /** Tells whether neither vector dominates the other. */
    public boolean concurrentWith(VersionVector other) {
        return !dominates(other) && !other.dominates(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionVector that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
