package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static io.latticework.crdt.internal.store.Histories.checkedMerge;
import static io.latticework.crdt.internal.store.Histories.stripped;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of causality, on states, deltas and pieces of random histories, against an oracle that shares nothing. */
class CausalAlgebraTest {
    private static Histories history(long seed, int steps) {
        return new Histories(new Random(seed), 5).run(steps);
    }

    /** More than 64 live dots at each replica, so that small deltas are joined along their own paths. */
    private static Histories largeHistory(long seed, int steps) {
        return new Histories(new Random(seed), 90).filled(200).run(steps);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void mergeIsALeastUpperBoundOfStatesAndPieces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int steps) {
        Histories history = history(seed, steps);
        for (int i = 0; i < 4; i++) {
            assertJoins(history.any(), history.any(), history.any());
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void mergeIsALeastUpperBoundOfLargeStates(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = largeHistory(seed, steps);
        for (int i = 0; i < 4; i++) {
            assertJoins(history.any(), history.any(), history.any());
        }
    }

    private static void assertJoins(Causal a, Causal b, Causal c) {
        Causal joined = checkedMerge(a, b);
        assertThat(joined).isEqualTo(checkedMerge(b, a)).hasSameHashCodeAs(b.merge(a));
        assertThat(joined.digest()).isEqualTo(b.merge(a).digest());
        assertThat(checkedMerge(joined, c)).isEqualTo(checkedMerge(a, b.merge(c)));
        assertThat(joined.merge(a)).isSameAs(joined);
        assertThat(joined.merge(b)).isSameAs(joined);
        assertThat(a.merge(a)).isSameAs(a);
        assertThat(checkedMerge(stripped(a), stripped(b))).isEqualTo(joined);
        assertThat(a.equals(b)).isEqualTo(a.digest().equals(b.digest()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDeltaIsTheSmallestThatBringsTheBaseUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int steps) {
        Histories history = history(seed, steps);
        for (int i = 0; i < 4; i++) {
            assertDelta(history, history.any(), history.any());
            assertDelta(history, history.everything(), history.state());
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aDeltaOfLargeStatesToo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = largeHistory(seed, steps);
        for (int i = 0; i < 4; i++) {
            assertDelta(history, history.any(), history.any());
            assertDelta(history, history.everything(), history.state());
        }
    }

    private static void assertDelta(Histories history, Causal state, Causal base) {
        Causal delta = state.deltaFrom(base);
        assertThat(Flat.of(delta)).isEqualTo(Flat.of(state).deltaFrom(Flat.of(base)));
        assertThat(checkedMerge(base, delta)).isEqualTo(base.merge(state));
        assertThat(state.merge(delta)).isSameAs(state);
        assertThat(delta.isDelta()).isTrue();

        Causal ahead = checkedMerge(base, history.any());
        assertThat(checkedMerge(ahead, delta)).isEqualTo(ahead.merge(state));
        assertThat(checkedMerge(ahead, stripped(delta))).isEqualTo(ahead.merge(state));
        assertThat(checkedMerge(delta, ahead)).isEqualTo(ahead.merge(state));
        assertThat(checkedMerge(stripped(delta), ahead)).isEqualTo(ahead.merge(state));

        Causal wrong = checkedMerge(history.any(), delta);
        assertThat(Flat.of(wrong).withoutNames().isBelow(Flat.of(wrong.merge(state))))
                .isTrue();
        assertThat(Flat.of(delta).withoutNames().isBelow(Flat.of(state))).isTrue();
    }

    /** Without any one of its dots, a delta against what the receiver has brings less. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noDotOfADeltaIsSuperfluous(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = history(seed, steps);
        Causal state = history.everything();
        Causal base = history.state();
        Flat delta = Flat.of(state.deltaFrom(base)).withoutNames();
        Flat goal = Flat.of(base).join(Flat.of(state));
        for (long dot : delta.seen()) {
            Flat less = delta.without(dot);
            assertThat(Flat.of(base).join(less))
                    .as("without %s", REALM.unpack(dot))
                    .isNotEqualTo(goal);
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void piecesInAnyOrderJoinToTheWhole(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 90) int steps,
            @ForAll @IntRange(min = 1, max = 900) int bytes) {
        Histories history = history(seed, steps);
        for (Causal whole :
                List.of(history.everything(), history.any(), history.state().deltaFrom(history.state()))) {
            assertPieces(whole, bytes, new Random(seed));
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void piecesOfLargeStatesToo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int bytes) {
        assertPieces(largeHistory(seed, 30).everything(), bytes, new Random(seed));
    }

    private static void assertPieces(Causal whole, int bytes, Random random) {
        List<Causal> pieces = new ArrayList<>();
        whole.split(bytes).forEach(pieces::add);
        Collections.shuffle(pieces, random);
        Causal joined = Causal.empty(REALM);
        for (Causal piece : pieces) {
            assertThat(whole.merge(piece)).isSameAs(whole);
            Flat flat = Flat.of(piece);
            Set<Long> shown = new HashSet<>(flat.live().keySet());
            shown.addAll(flat.names().keySet());
            assertThat(flat.live().isEmpty() || shown.equals(flat.seen()))
                    .as("a piece claims what it shows, alive or named, or shows nothing alive")
                    .isTrue();
            joined = checkedMerge(joined, piece);
        }
        assertThat(joined).isEqualTo(whole);
    }

    /** A history where all that was sent arrives at last, each message once, in a random order. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void replicasThatHaveSeenAllAreEqual(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        Histories history = history(seed, steps);
        for (Causal state : history.current()) {
            Causal caughtUp = checkedMerge(state, history.everything().deltaFrom(state));
            assertThat(caughtUp).isEqualTo(history.everything());
            assertThat(caughtUp.digest()).isEqualTo(history.everything().digest());
            assertThat(history.everything().deltaFrom(caughtUp).context().isEmpty())
                    .isTrue();
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void valuesOfAnotherRealmAreTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = history(seed, steps);
        Realm sameSeed = Realm.of(31, 32, ValueLimits.DEFAULT);
        assertThat(sameSeed.index(ReplicaId.of("replica", 2))).isZero();
        Causal value = history.any();
        Causal other = history.any();
        for (Realm realm : List.of(sameSeed, Realm.of(1, 1, ValueLimits.DEFAULT))) {
            Causal moved = value.in(realm);
            assertThat(Flat.text(realm, Flat.of(moved))).isEqualTo(Flat.text(REALM, Flat.of(value)));
            assertThat(moved).isEqualTo(value).hasSameHashCodeAs(value);
            assertThat(moved.digest().equals(value.digest())).isEqualTo(realm.sameSeed(REALM));
            assertThat(other.merge(moved)).isEqualTo(other.merge(value));
            assertThat(moved.merge(other)).isEqualTo(value.merge(other));
            assertThat(other.deltaFrom(moved)).isEqualTo(other.deltaFrom(value));
        }
    }

    /** Longer histories, in which contexts grow gaps and close them. */
    @Test
    @Tag("soak")
    void aLongSoak() {
        for (long seed = 0; seed < 6; seed++) {
            Histories small = history(seed, 700);
            Histories large = largeHistory(seed, 250);
            for (Histories history : List.of(small, large)) {
                for (int i = 0; i < 20; i++) {
                    assertJoins(history.any(), history.any(), history.any());
                    assertDelta(history, history.any(), history.state());
                }
            }
        }
    }
}
