package io.latticework.testkit.model;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that was written once: by whom, what, and what its writer had seen. Two events are never equal. An {@link
 * AuthorLog} makes them.
 */
public final class Event {
    private final Origin origin;
    private final Effect effect;
    private final HybridTimestamp stamp;
    private final Set<Event> seen;
    private final Segment segment;
    private final boolean isVoid;

    /**
     * Where an event stands among those of its author.
     *
     * @param author who wrote
     * @param previous what the same author wrote before, on whatever version
     * @param exposures how often something had left the author before
     */
    record Origin(ReplicaId author, @Nullable Event previous, long exposures) {}

    Event(Origin origin, Effect effect, HybridTimestamp stamp, Set<Event> seen) {
        this.origin = origin;
        this.effect = effect;
        this.stamp = stamp;
        this.seen = seen;
        this.segment = Segment.of(this);
        this.isVoid = effect.isVoidAmong(aliveOf(effect, seen));
    }

    /** Returns who wrote. */
    public ReplicaId author() {
        return origin.author();
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

    Origin origin() {
        return origin;
    }

    /** Returns the counter segment that the event belongs to; one of its own if it is no increment inside a map. */
    Segment segment() {
        return segment;
    }

    /** Returns those of the effects alive that an effect depends on. */
    private static List<Effect> aliveOf(Effect effect, Set<Event> seen) {
        if (seen.stream().noneMatch(event -> effect.dependsOn(event.effect))) {
            return List.of();
        }
        return alive(seen).stream().map(Event::effect).filter(effect::dependsOn).toList();
    }

    /** Tells whether this event undoes another: its writer had seen it, and the effect overrides. */
    public boolean kills(Event other) {
        return effect.overrides(other.effect) && seen.contains(other);
    }

    /**
     * Returns the events of a set whose effect is still there, in the order of the set: those that no other kills. An
     * increment inside a map stands and falls with the segment that it was last folded into: an event that had seen the
     * increment, but not the fold, does not undo it. What changed nothing when it was written is not alive.
     */
    public static List<Event> alive(Set<Event> seen) {
        return seen.stream()
                .filter(event -> !event.isVoid)
                .filter(event -> {
                    Event carrier = event.segment.carrier(seen);
                    return seen.stream().noneMatch(other -> other.kills(carrier));
                })
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
        return author().name() + ":" + effect;
    }
}
