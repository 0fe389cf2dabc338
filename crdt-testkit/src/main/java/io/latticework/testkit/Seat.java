package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One replica of a fleet: its author, its versions, and of whose states it has only a part so far. */
final class Seat<S extends Crdt<S>> {
    private final FleetAuthor author;
    private final boolean recording;
    private final List<Version<S>> versions = new ArrayList<>();
    private final List<Version<S>> incomplete = new ArrayList<>();

    /**
     * Starts a replica.
     *
     * @param recording whether to keep the bytes of each version
     */
    Seat(ReplicaId replica, S empty, boolean everythingExposed, boolean recording) {
        this.author = new FleetAuthor(replica, everythingExposed);
        this.recording = recording;
        versions.add(version(empty, Set.of(), true, Law.VALUE_AS_MODELLED));
    }

    /** Returns a version of some state, with its bytes if they are kept. */
    Version<S> version(S state, Set<Event> seen, boolean exact, Law origin) {
        return new Version<>(state, seen, exact, origin, Version.record(state, recording));
    }

    FleetAuthor author() {
        return author;
    }

    List<Version<S>> versions() {
        return versions;
    }

    Version<S> current() {
        return versions.get(versions.size() - 1);
    }

    Version<S> version(int age) {
        return versions.get(versions.size() - 1 - Math.floorMod(age, versions.size()));
    }

    /** Takes a new state over, unless it is the old one. */
    void become(S state, Set<Event> seen, Law origin) {
        Version<S> now = current();
        if (state != now.state() || seen != now.seen() || incomplete.isEmpty() != now.exact()) {
            versions.add(version(state, seen, incomplete.isEmpty(), origin));
        }
    }

    /** Merges all that another state has seen. */
    void mergeWhole(S received, Version<S> source) {
        S merged = current().state().merge(received);
        become(merged, Event.union(current().seen(), source.seen()), Law.VALUE_AS_MODELLED);
    }

    /** Merges parts of another state: all of them, or perhaps not. */
    void mergeParts(List<S> received, boolean all, Version<S> source) {
        S state = current().state();
        for (S part : received) {
            state = state.merge(part);
        }
        if (!all) {
            incomplete.add(source);
        }
        Set<Event> seen =
                all ? Event.union(current().seen(), source.seen()) : current().seen();
        become(state, seen, Law.VALUE_AS_MODELLED);
    }

    /** Takes on that the sender itself had only parts. */
    void inherit(Seat<S> sender) {
        if (sender != this) {
            incomplete.addAll(sender.incomplete);
        }
    }

    /** Merges the whole of everything of which only a part has come so far. */
    void complete() {
        if (!incomplete.isEmpty()) {
            mergeAll(List.copyOf(incomplete));
        }
    }

    /** Merges states that, taken together, lack nothing of what this replica has parts of. */
    void mergeAll(List<Version<S>> sources) {
        S state = current().state();
        Set<Event> seen = current().seen();
        for (Version<S> source : sources) {
            state = state.merge(source.state());
            seen = Event.union(seen, source.seen());
        }
        incomplete.clear();
        become(state, seen, Law.VALUE_AS_MODELLED);
    }
}
