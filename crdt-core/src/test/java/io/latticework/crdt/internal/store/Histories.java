package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A few replicas that write to nested maps and exchange states, deltas, joined deltas and pieces, any of which may be
 * lost, repeated or late. Each merge is compared with the oracle as it happens.
 */
final class Histories {
    static final Realm REALM = Realm.of(31, 32, ValueLimits.DEFAULT);
    private static final int REPLICAS = 4;
    private static final int[] INDICES = new int[REPLICAS];

    static {
        for (int i = 0; i < REPLICAS; i++) {
            INDICES[i] = REALM.index(ReplicaId.of("replica", i));
        }
    }

    private final Random random;
    private final int elements;
    private final long[] sequences = new long[REPLICAS];
    private final List<Causal> states = new ArrayList<>();
    private final List<List<Causal>> snapshots = new ArrayList<>();
    private final List<Causal> messages = new ArrayList<>();
    private Causal everything = Causal.empty(REALM);

    /**
     * Starts with empty replicas.
     *
     * @param elements how many elements the sets choose from
     */
    Histories(Random random, int elements) {
        this.random = random;
        this.elements = elements;
        for (int i = 0; i < REPLICAS; i++) {
            states.add(Causal.empty(REALM));
            snapshots.add(new ArrayList<>(List.of(Causal.empty(REALM))));
        }
    }

    /** Fills a set at the first replica and shows the result to all. */
    Histories filled(int count) {
        Causal state = states.get(0);
        for (int i = 0; i < count; i++) {
            long dot = mint(0);
            String path = path();
            state = state.after(Paths.edit(REALM, state.store(), path, old -> Dots.of(dot, content(path))), dot);
        }
        for (int i = 0; i < REPLICAS; i++) {
            keep(i, state);
        }
        return this;
    }

    Histories run(int steps) {
        for (int i = 0; i < steps; i++) {
            step(random.nextInt(REPLICAS));
        }
        return this;
    }

    /** Returns a state that somebody has or had. */
    Causal state() {
        List<Causal> of = snapshots.get(random.nextInt(REPLICAS));
        return of.get(random.nextInt(of.size()));
    }

    /** Returns any value under way: a state, delta or piece. */
    Causal any() {
        return messages.isEmpty() || random.nextInt(3) == 0 ? state() : messages.get(random.nextInt(messages.size()));
    }

    List<Causal> current() {
        return states;
    }

    /** Returns the join of all states. */
    Causal everything() {
        return everything;
    }

    private void step(int at) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> write(at);
            case 3 -> remove(at);
            case 4 -> grow(at);
            case 5, 6 -> send(at);
            default -> deliver(at);
        }
    }

    private long mint(int at) {
        return Realm.pack(INDICES[at], ++sequences[at]);
    }

    private void keep(int at, Causal state) {
        assertThat(state.isDelta() || state.names() != null)
                .as("names in a state")
                .isFalse();
        states.set(at, state);
        snapshots.get(at).add(state);
        everything = everything.merge(state);
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path.append('m').append(random.nextInt(2)).append('/');
        }
        return random.nextInt(3) == 0
                ? path.append('r').append(random.nextInt(2)).toString()
                : path.append("s0/e").append(random.nextInt(elements)).toString();
    }

    private static Content content(String path) {
        return Paths.isRegister(path) ? new Grown(1) : Presence.HERE;
    }

    private void write(int at) {
        Causal state = states.get(at);
        String path = path();
        long dot = mint(at);
        boolean replaces = random.nextInt(3) > 0;
        keep(at, state.after(Paths.edit(REALM, state.store(), path, old -> added(old, dot, path, replaces)), dot));
    }

    private static DotStore added(@Nullable DotStore old, long dot, String path, boolean replaces) {
        return old == null || replaces ? Dots.of(dot, content(path)) : ((Dots) old).with(dot, content(path));
    }

    private void remove(int at) {
        Causal state = states.get(at);
        String path = path();
        String prefix = random.nextInt(8) == 0 ? "" : path.substring(0, cut(path));
        if (prefix.isEmpty()) {
            keep(at, state.after(null, mint(at)));
        } else if (Paths.find(REALM, state.store(), prefix) != null) {
            keep(at, state.after(Paths.edit(REALM, state.store(), prefix, old -> null), mint(at)));
        }
    }

    private int cut(String path) {
        int slash = random.nextBoolean() ? -1 : path.indexOf('/', random.nextInt(path.length()));
        return slash < 0 ? path.length() : slash;
    }

    /** Lets a content grow under its dot, at the one replica that minted it. */
    private void grow(int at) {
        Causal state = states.get(at);
        String path = path();
        if (Paths.isRegister(path) && Paths.find(REALM, state.store(), path) instanceof Dots dots) {
            for (int i = 0; i < dots.size(); i++) {
                long dot = dots.dot(i);
                if (Realm.indexOf(dot) == INDICES[at] && dots.content(i) instanceof Grown grown) {
                    Content more = new Grown(grown.version() + 1);
                    keep(
                            at,
                            state.with(
                                    Paths.edit(REALM, state.store(), path, old -> dots.with(dot, more)),
                                    state.context()));
                    return;
                }
            }
        }
    }

    private void send(int at) {
        Causal state = states.get(at);
        List<Causal> own = snapshots.get(at);
        Causal base = own.get(Math.max(0, own.size() - 1 - random.nextInt(8)));
        switch (random.nextInt(8)) {
            case 0 -> messages.add(state);
            case 1 -> messages.add(state.deltaFrom(states.get(random.nextInt(REPLICAS))));
            case 2 -> state.deltaFrom(base).split(200).forEach(messages::add);
            case 3 -> messages.add(checkedMerge(any(), state.deltaFrom(base)));
            default -> messages.add(state.deltaFrom(base));
        }
    }

    private void deliver(int at) {
        if (!messages.isEmpty()) {
            Causal message = messages.get(Math.max(0, messages.size() - 1 - random.nextInt(messages.size())));
            Causal merged = checkedMerge(states.get(at), message);
            if (merged != states.get(at)) {
                keep(at, merged);
            }
        }
    }

    /** Merges, and compares with the oracle. */
    static Causal checkedMerge(Causal left, Causal right) {
        Causal merged = left.merge(right);
        Flat mine = Flat.of(left);
        Flat theirs = Flat.of(right);
        Flat expected = mine.join(theirs);
        Flat actual = Flat.of(merged);
        assertThat(actual.withoutNames()).isEqualTo(expected);
        assertThat(merged == left).as("the same, as nothing is new").isEqualTo(expected.equals(mine.withoutNames()));
        assertNames(left, right, merged, mine, theirs, actual);
        return merged;
    }

    private static void assertNames(Causal left, Causal right, Causal merged, Flat mine, Flat theirs, Flat actual) {
        if (merged == left || merged == right) {
            return;
        }
        assertThat(merged.isDelta()).isEqualTo(left.isDelta() && right.isDelta());
        assertThat(actual.names()).isEqualTo(merged.isDelta() ? Flat.union(mine, theirs) : Map.of());
    }

    /** Returns a value that says the same without hints. */
    static Causal stripped(Causal causal) {
        return Causal.of(causal.store(), causal.context());
    }

    /** Returns the context of some packed dots. */
    static CausalContext context(long... dots) {
        return CausalContext.ofPacked(REALM, dots);
    }
}
