package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Some replicas that write, fork, and send each other whole states, deltas and pieces: the source of the reachable states
 * that laws are checked on. Nothing is left to chance, so the same steps always give the same states.
 *
 * <p>A fleet may be asked to <em>complete</em> parts before it writes: a replica that received pieces then first merges
 * the rest of their states. Only so is it known which events the writer had seen, which a model needs.
 *
 * @param <S> the states
 */
public final class Fleet<S extends Crdt<S>> {
    /** The most replicas of a fleet. */
    public static final int MAX_REPLICAS = 5;

    private final CrdtType<S> type;
    private final boolean completing;
    private final List<Seat<S>> seats = new ArrayList<>();
    private final List<Version<S>> forks = new ArrayList<>();
    private final List<Message<S>> messages = new ArrayList<>();
    private final List<Change<S>> changes = new ArrayList<>();

    /** A state before and after a mutation. */
    record Change<S>(S before, S after) {}

    private Fleet(CrdtType<S> type, History<S> history, boolean completing) {
        this.type = type;
        this.completing = completing;
        for (int i = 0; i < history.replicas(); i++) {
            seats.add(new Seat<>(replica(i), type.empty(), history.exposesAtOnce(), !completing));
        }
    }

    /** Returns the id of a replica of every fleet. */
    public static ReplicaId replica(int place) {
        return ReplicaId.of(String.valueOf((char) ('a' + place)), 0x9e3779b97f4a7c15L * (place + 1));
    }

    /** Returns a fleet after a history in which replicas also write to states that are there in parts only. */
    public static <S extends Crdt<S>> Fleet<S> after(History<S> history, CrdtType<S> type) {
        return new Fleet<>(type, history, false).run(history);
    }

    /** Returns a fleet after a history in which parts are completed before a write, as a model needs it. */
    public static <S extends Crdt<S>> Fleet<S> completing(History<S> history, CrdtType<S> type) {
        return new Fleet<>(type, history, true).run(history);
    }

    private Fleet<S> run(History<S> history) {
        for (Step<S> step : history.steps()) {
            step.applyTo(this);
        }
        return this;
    }

    private Seat<S> seat(int place) {
        return seats.get(Math.floorMod(place, seats.size()));
    }

    /** Lets a replica change its state. */
    public void mutate(int replica, Mutation<S> mutation) {
        Seat<S> seat = seat(replica);
        if (completing) {
            seat.complete();
        }
        Version<S> before = seat.current();
        S after = mutation.apply(seat.author(), before.state());
        changes.add(new Change<>(before.state(), after));
        seat.become(after, written(seat, mutation, before), Law.VALUE_AS_MODELLED);
    }

    private Set<Event> written(Seat<S> seat, Mutation<S> mutation, Version<S> before) {
        FleetAuthor author = seat.author();
        Set<Event> seen = new LinkedHashSet<>(before.seen());
        seen.add(author.record(mutation.effect(), before.seen()));
        return Collections.unmodifiableSet(seen);
    }

    /** Lets a replica's author change an old version, and the replica merge the result. */
    public void fork(int replica, int age, Mutation<S> mutation) {
        Seat<S> seat = seat(replica);
        if (completing) {
            seat.complete();
        }
        Version<S> old = seat.version(age);
        if (completing && !old.exact()) {
            old = seat.current();
        }
        S forked = mutation.apply(seat.author(), old.state());
        changes.add(new Change<>(old.state(), forked));
        Version<S> fork = seat.version(forked, written(seat, mutation, old), old.exact(), Law.FORKS_KEEP_ALL);
        forks.add(fork);
        seat.become(
                seat.current().state().merge(forked),
                Event.union(seat.current().seen(), fork.seen()),
                Law.FORKS_KEEP_ALL);
    }

    /** Lets a replica merge the whole state of another. */
    public void merge(Step.Route route) {
        Seat<S> from = sender(route);
        Seat<S> to = receiver(route);
        to.inherit(from);
        to.mergeWhole(travel(from.current().state(), route.encoded()), from.current());
    }

    /** Lets a replica merge a delta; the base is one of its own versions if it is to be right, else anybody's. */
    public void delta(Step.Route route, int base, boolean right) {
        Seat<S> from = sender(route);
        Seat<S> to = receiver(route);
        Version<S> source = from.current();
        S baseState = right ? to.version(base).state() : anyVersion(base).state();
        S delta = travel(source.state().deltaFrom(baseState), route.encoded());
        messages.add(new Message<>(source.state(), delta, to.current().state()));
        to.inherit(from);
        to.mergeParts(List.of(delta), right, source);
    }

    private Version<S> anyVersion(int number) {
        List<Version<S>> all = versions();
        return all.get(Math.floorMod(number * 7, all.size()));
    }

    /** Lets a replica merge pieces of another's state in random order, some twice, some not at all. */
    public void pieces(Step.Route route, int maxBytes, int lossPercent, long order) {
        SplittableRandom random = new SplittableRandom(order);
        Seat<S> from = sender(route);
        Seat<S> to = receiver(route);
        Version<S> source = from.current();
        to.inherit(from);
        List<S> parts = new ArrayList<>();
        for (S piece : delivered(source.state().split(maxBytes), lossPercent, random)) {
            S part = travel(piece, route.encoded());
            parts.add(part);
            messages.add(new Message<>(source.state(), part, to.current().state()));
        }
        to.mergeParts(parts, lossPercent == 0, source);
    }

    private static <S> List<S> delivered(Iterable<S> pieces, int lossPercent, SplittableRandom random) {
        List<S> delivered = new ArrayList<>();
        for (S piece : pieces) {
            for (int copies = random.nextInt(4) == 0 ? 2 : 1; copies > 0; copies--) {
                if (random.nextInt(100) >= lossPercent) {
                    delivered.add(random.nextInt(delivered.size() + 1), piece);
                }
            }
        }
        return delivered;
    }

    /** Delivers everything to all: each replica merges the states of all, each in another order. */
    public void deliverAll() {
        List<Version<S>> last =
                new ArrayList<>(seats.stream().map(Seat::current).toList());
        seats.forEach(seat -> seat.author().expose());
        for (Seat<S> seat : seats) {
            seat.mergeAll(last);
            Collections.rotate(last, 1);
        }
    }

    private Seat<S> sender(Step.Route route) {
        Seat<S> from = seat(route.from());
        from.author().expose();
        return from;
    }

    private Seat<S> receiver(Step.Route route) {
        Seat<S> to = seat(route.to());
        return to == seat(route.from()) ? seat(route.to() + 1) : to;
    }

    private S travel(S state, boolean encoded) {
        return encoded ? type.decode(type.encode(state)) : state;
    }

    /** Returns the replicas' states. */
    public List<S> states() {
        return seats.stream().map(seat -> seat.current().state()).toList();
    }

    /** Returns all versions that there ever were, each replica's in the order of time, forks last. */
    public List<Version<S>> versions() {
        List<Version<S>> all = new ArrayList<>();
        seats.forEach(seat -> all.addAll(seat.versions()));
        all.addAll(forks);
        return all;
    }

    /** Returns all versions of one replica in the order of time. */
    List<Version<S>> versions(int replica) {
        return List.copyOf(seat(replica).versions());
    }

    /** Returns the deltas and pieces that were sent. */
    public List<Message<S>> messages() {
        return List.copyOf(messages);
    }

    /** Returns the mutations' states before and after. */
    List<Change<S>> changes() {
        return List.copyOf(changes);
    }
}
