package io.latticework.testkit.model;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Something that was written once: by whom, what, and what its writer had seen. Two events are never equal. */
public final class Event {
    private final ReplicaId author;
    private final Effect effect;
    private final HybridTimestamp stamp;
    private final Set<Event> seen;

    /**
     * Records an event.
     *
     * @param author who wrote
     * @param effect what was written
     * @param stamp the last stamp that the author minted for it, {@link HybridTimestamp#ZERO} if none
     * @param seen the events that the written state had seen
     */
    public Event(ReplicaId author, Effect effect, HybridTimestamp stamp, Set<Event> seen) {
        this.author = author;
        this.effect = effect;
        this.stamp = stamp;
        this.seen = seen;
    }

    /** Returns who wrote. */
    public ReplicaId author() {
        return author;
    }

    /** Returns what was written. */
    public Effect effect() {
        return effect;
    }

    /** Returns the stamp, which orders concurrent events of a last-writer-wins register. */
    public HybridTimestamp stamp() {
        return stamp;
    }

    /** Returns the events that the writer had seen. */
    public Set<Event> seen() {
        return seen;
    }

    /** Tells whether this event undoes another: its writer had seen it, and the effect overrides. */
    public boolean kills(Event other) {
        return effect.overrides(other.effect) && seen.contains(other);
    }

    /** Returns the events of a set that none of the set kills, in the order of the set. */
    public static List<Event> alive(Set<Event> seen) {
        return seen.stream()
                .filter(event -> seen.stream().noneMatch(other -> other.kills(event)))
                .toList();
    }

    /** Returns an unmodifiable set with all events of both. */
    public static Set<Event> union(Set<Event> left, Set<Event> right) {
        if (left.containsAll(right)) {
            return left;
        }
        Set<Event> union = new LinkedHashSet<>(left);
        union.addAll(right);
        return Collections.unmodifiableSet(union);
    }

    @Override
    public String toString() {
        return author.name() + ":" + effect;
    }
}
