package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static io.latticework.crdt.internal.store.Histories.checkedMerge;
import static io.latticework.crdt.internal.store.Histories.context;
import static io.latticework.crdt.internal.store.Histories.stripped;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Small deltas into large stores: joined along their own paths where names allow it, by a counted search where not. */
class SmallDeltaTest {
    private static final int WRITER = REALM.index(ReplicaId.of("writer", 1));
    private static final int OTHER = REALM.index(ReplicaId.of("other", 1));

    private static long dot(long sequence) {
        return Realm.pack(WRITER, sequence);
    }

    private static Causal put(Causal causal, String path, long dot) {
        return causal.after(Paths.edit(REALM, causal.store(), path, old -> Dots.of(dot)), dot);
    }

    private static Causal remove(Causal causal, String path, long dot) {
        return causal.after(Paths.edit(REALM, causal.store(), path, old -> null), dot);
    }

    /** Returns a set of 200 elements, the i-th under the writer's i-th dot. */
    private static Causal large() {
        Causal large = Causal.empty(REALM);
        for (int i = 1; i <= 200; i++) {
            large = put(large, "m0/s0/e" + i, dot(i));
        }
        return large;
    }

    /** Merges in both orientations and checks how many of the two had to search. */
    private static Causal merged(Causal large, Causal small, long searches) {
        long before = REALM.searches();
        Causal merged = large.merge(small);
        assertThat(small.merge(large)).isEqualTo(merged);
        assertThat(REALM.searches() - before).isEqualTo(searches);
        assertThat(checkedMerge(large, small)).isEqualTo(checkedMerge(small, large));
        return merged;
    }

    @Test
    void thePiecesOfADeltaJoinToTheDeltaWithItsNames() {
        Causal base = large();
        Causal after = base;
        for (int i = 1; i <= 100; i++) {
            after = put(after, "m0/s0/e" + i, dot(200 + i));
        }
        Causal delta = after.deltaFrom(base);
        Causal joined = null;
        int pieces = 0;
        for (Causal piece : delta.split(600)) {
            joined = joined == null ? piece : joined.merge(piece);
            pieces++;
        }
        assertThat(pieces).isGreaterThan(3);
        assertThat(joined).isEqualTo(delta);
        assertThat(DotStore.same(REALM, joined.names(), delta.names())).isTrue();
        assertThat(merged(base, joined, 0)).isEqualTo(after);
    }

    /** Hashes that call two ranges equal put such states together. */
    @Test
    void aStateThatShowsWhatItHasNotSeenBringsNothingBack() {
        Causal full = large();
        Causal removed = remove(full, "m0/s0/e7", dot(201));
        for (int seen : new int[] {3, 6, 100}) {
            CausalContext less = Stores.context(REALM, full.store())
                    .minus(context(LongStream.rangeClosed(seen, 200)
                            .map(SmallDeltaTest::dot)
                            .toArray()));
            Causal odd = Causal.of(full.store(), less);
            assertThat(removed.merge(odd)).isEqualTo(removed).isSameAs(removed);
        }
        Causal few = Causal.of(put(Causal.empty(REALM), "m0/s0/e7", dot(7)).store(), CausalContext.empty(REALM));
        assertThat(removed.merge(few)).isSameAs(removed);
    }

    @Test
    void namedRemovalsNeedNoSearch() {
        Causal base = large();
        Causal after = remove(base, "m0/s0/e7", dot(201));
        assertThat(merged(base, after.deltaFrom(base), 0)).isEqualTo(after);
        Causal replaced = put(after, "m0/s0/e8", dot(202));
        assertThat(merged(base, replaced.deltaFrom(base), 0)).isEqualTo(replaced);
    }

    @Test
    void aBareDotThatIsKnownIsSearchedFor() {
        Causal base = large();
        Causal after = remove(base, "m0/s0/e7", dot(201));
        assertThat(merged(base, stripped(after.deltaFrom(base)), 2)).isEqualTo(after);
        Causal both = put(after, "m0/s0/new", dot(202));
        assertThat(merged(base, stripped(both.deltaFrom(base)), 2)).isEqualTo(both);
    }

    @Test
    void aBareDotThatIsUnknownIsNotSearchedFor() {
        Causal base = large();
        Causal after = base.with(base.store(), base.context().plus(Realm.pack(OTHER, 1)));
        assertThat(merged(base, after.deltaFrom(base), 0)).isEqualTo(after);
    }

    /** The delta knows of one shown and one bare dot; the receiver has seen only the bare one. */
    @Test
    void aShownDotDoesNotMakeUpForABareOne() {
        Causal base = large();
        Causal delta =
                Causal.of(Paths.edit(REALM, null, "m0/s0/x", old -> Dots.of(dot(300))), context(dot(9), dot(300)));
        Causal merged = merged(base, delta, 2);
        assertThat(Paths.find(REALM, merged.store(), "m0/s0/e9")).isNull();
        assertThat(Paths.find(REALM, merged.store(), "m0/s0/x")).isNotNull();
        assertThat(merged.store().dots()).isEqualTo(200);
    }

    /** A dot that both have seen and neither has alive is bare too: nobody can tell without a look. */
    @Test
    void aBareDotThatIsDeadAtBothIsSearchedFor() {
        Causal base = remove(large(), "m0/s0/e7", dot(201));
        Causal late = Causal.of(null, context(dot(7)));
        assertThat(merged(base, late, 2)).isEqualTo(base);
        assertThat(base.merge(late)).isSameAs(base);
    }

    @Test
    void aRemovalOfAllThatSawLessKeepsTheRest() {
        Causal base = large();
        long[] seen = LongStream.rangeClosed(1, 199).map(SmallDeltaTest::dot).toArray();
        Causal cleared = Causal.of(null, context(seen));
        Causal merged = merged(base, cleared, 2);
        assertThat(merged.store().dots()).isEqualTo(1);
        assertThat(Paths.find(REALM, merged.store(), "m0/s0/e200")).isNotNull();
    }

    @Test
    void aLateCopyOfARemovedElementStaysDead() {
        Causal base = large();
        Causal removed = remove(base, "m0/s0/e7", dot(201));
        Causal copy = Causal.of(Paths.edit(REALM, null, "m0/s0/e7", old -> Dots.of(dot(7))), context(dot(7)));
        assertThat(merged(removed, copy, 0)).isEqualTo(removed);
        assertThat(removed.merge(copy)).isSameAs(removed);
        assertThat(merged(base, copy, 0)).isEqualTo(base);
    }

    @Test
    void deltasKeepNamesWhenTheyJoinEachOtherAndStatesDropThem() {
        Causal base = large();
        Causal one = remove(base, "m0/s0/e7", dot(201));
        Causal two = remove(one, "m0/s0/e8", dot(202));
        Causal joined = one.deltaFrom(base).merge(two.deltaFrom(one));
        assertThat(Flat.of(joined).names()).containsOnlyKeys(dot(7), dot(8)).containsEntry(dot(8), "m0/s0/e8");
        assertThat(merged(base, joined, 0)).isEqualTo(two);
        for (Causal state : List.of(base.merge(joined), joined.merge(base), joined.with(null, joined.context()))) {
            assertThat(state.isDelta()).isFalse();
            assertThat(state.names()).isNull();
        }
    }

    @Test
    void namesAreOutsideOfEquality() {
        Causal base = large();
        Causal delta = remove(base, "m0/s0/e7", dot(201)).deltaFrom(base);
        assertThat(delta.names()).isNotNull();
        assertThat(stripped(delta)).isEqualTo(delta).hasSameHashCodeAs(delta);
        assertThat(stripped(delta).digest()).isEqualTo(delta.digest());
    }

    @Test
    void contextsCountInEqualityAndDigest() {
        Causal base = large();
        Causal more = base.with(base.store(), base.context().plus(dot(201)));
        assertThat(more).isNotEqualTo(base);
        assertThat(more.digest()).isNotEqualTo(base.digest());
        assertThat(base.merge(more).context()).isEqualTo(more.context());
        assertThat(more.merge(base)).isSameAs(more);
    }
}
