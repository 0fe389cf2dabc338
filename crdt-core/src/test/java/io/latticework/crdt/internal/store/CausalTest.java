package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static io.latticework.crdt.internal.store.Histories.checkedMerge;
import static io.latticework.crdt.internal.store.Histories.context;
import static io.latticework.crdt.internal.store.Histories.stripped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Visits;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a map around a value, a receiver in a hurry, and a reader of costs do with a store and its context. */
class CausalTest {
    private static final byte[] KEY = KeyLayout.typedKey("key".getBytes(UTF_8), "ormap<string>");
    private static final long HASH = KeyLayout.TYPED_KEY.hash(REALM, KEY);

    private static Causal lifted(Causal value) {
        return value.lifted(KeyLayout.TYPED_KEY, HASH, KEY);
    }

    /** Putting values under a key keeps all that merges, deltas and names say. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatHoldsOfValuesHoldsUnderAKey(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = new Histories(new Random(seed), 5).run(steps);
        Causal state = history.state();
        Causal other = history.any();
        assertThat(lifted(state).merge(lifted(other))).isEqualTo(lifted(state.merge(other)));
        Causal delta = history.everything().deltaFrom(state);
        Causal outer = lifted(delta);
        assertThat(outer.isDelta()).isTrue();
        assertThat(lifted(state).isDelta()).isFalse();
        assertThat(outer.context()).isEqualTo(delta.context());
        Flat inside = Flat.of(delta);
        Flat around = Flat.of(outer);
        assertThat(around.live().keySet()).isEqualTo(inside.live().keySet());
        assertThat(around.names().keySet()).isEqualTo(inside.names().keySet());
        inside.names().forEach((dot, path) -> assertThat(around.names()).containsEntry(dot, "key/" + path));
        assertThat(checkedMerge(lifted(state), outer)).isEqualTo(lifted(history.everything()));
    }

    /** Bare dots that the receiver has seen go, all others stay; what is left is joined without a search. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void withoutBareDotsADeltaIsAPieceThatNeedsNoSearch(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps, @ForAll boolean named) {
        Histories history = new Histories(new Random(seed), 90).filled(200).run(steps);
        Causal state = history.state();
        Causal whole = history.everything().deltaFrom(history.any());
        Causal delta = named ? whole : stripped(whole);
        Causal less = delta.withoutBare(state.context());
        Flat before = Flat.of(delta);
        Set<Long> expected = new TreeSet<>(before.seen());
        expected.removeIf(dot -> state.context().contains(dot)
                && !before.live().containsKey(dot)
                && !before.names().containsKey(dot));
        assertThat(Flat.of(less)).isEqualTo(new Flat(before.live(), expected, before.names()));
        assertThat(less == delta).isEqualTo(expected.equals(before.seen()));
        assertThat(less.isDelta()).isEqualTo(delta.isDelta());
        assertThat(history.everything().merge(less)).isSameAs(history.everything());
    }

    private static Causal large(int elements) {
        Causal large = Causal.empty(REALM);
        for (int i = 1; i <= elements; i++) {
            long dot = Realm.pack(1, i);
            large = large.after(Paths.edit(REALM, large.store(), "e" + i, old -> Dots.of(dot)), dot);
        }
        return large;
    }

    private static long visits(Causal left, Causal right) {
        Visits visits = new Visits();
        assertThat(left.merge(right, visits)).isEqualTo(left.merge(right));
        return visits.count();
    }

    /** A delta of a few elements enters its own paths, on whichever side it is; without names the trie is searched. */
    @Example
    void aSmallDeltaCostsItsPathsOnBothSides() {
        Causal base = large(4_000);
        long added = Realm.pack(1, 4_001);
        Causal after = base.after(Paths.edit(REALM, base.store(), "new", old -> Dots.of(added)), added);
        Causal delta = after.deltaFrom(base);
        long searches = REALM.searches();
        assertThat(visits(base, delta)).isBetween(1L, 12L);
        assertThat(visits(delta, base)).isBetween(1L, 12L);
        assertThat(REALM.searches()).isEqualTo(searches);
        long removed = Realm.pack(1, 4_002);
        Causal less = after.after(Paths.edit(REALM, after.store(), "e7", old -> null), removed);
        assertThat(visits(after, less.deltaFrom(after))).isLessThanOrEqualTo(12);
        assertThat(visits(less, after)).isLessThanOrEqualTo(24);
        assertThat(visits(after, after.merge(Causal.empty(REALM)))).isLessThanOrEqualTo(1);
    }

    @Example
    void differencesOfEqualStoresCostOneNode() {
        Causal base = large(1_000);
        Causal same = large(1_000);
        Visits visits = new Visits();
        assertThat(base.deltaFrom(same, visits).store()).isNull();
        assertThat(visits.count()).isOne();
        assertThat(visits(base, same)).isOne();
    }

    @Example
    void equalityIsOfStoreAndContext() {
        Causal one = large(3);
        Causal seenMore = one.with(one.store(), one.context().union(context(Realm.pack(2, 9))));
        Causal lived = one.with(null, one.context());
        assertThat(one).isEqualTo(large(3)).hasSameHashCodeAs(large(3)).isNotEqualTo("three");
        assertThat(one).isNotEqualTo(seenMore).isNotEqualTo(lived).isNotEqualTo(Causal.empty(REALM));
        assertThat(one).doesNotHaveSameHashCodeAs(seenMore);
        assertThat(lived.context()).isNotEqualTo(CausalContext.empty(REALM));
    }
}
