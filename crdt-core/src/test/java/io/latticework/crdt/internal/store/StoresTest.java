package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What is done with stores that have no context. */
class StoresTest {
    private static Map<Long, Flat.Place> live(@Nullable DotStore store) {
        return store == null
                ? Map.of()
                : Flat.of(Causal.of(store, Stores.context(REALM, store))).live();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aUnionHasTheDotsOfBoth(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = new Histories(new Random(seed), 30).filled(40).run(steps);
        DotStore left = history.state().store();
        DotStore right = history.everything().deltaFrom(history.any()).store();
        Map<Long, Flat.Place> both = new TreeMap<>(live(left));
        live(right)
                .forEach((dot, place) ->
                        both.merge(dot, place, (one, two) -> one.version() >= two.version() ? one : two));
        assertThat(live(Stores.union(REALM, left, right))).isEqualTo(both);
        assertThat(live(Stores.union(REALM, right, left))).isEqualTo(both);
        assertThat(Stores.union(REALM, left, null)).isSameAs(left);
        assertThat(Stores.union(REALM, null, right)).isSameAs(right);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theDotsOfTwoStoresAreThoseOfBoth(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Histories history = new Histories(new Random(seed), 30).filled(5).run(steps);
        DotStore left = history.state().store();
        DotStore right = history.everything().deltaFrom(history.any()).store();
        CausalContext mine = Stores.context(REALM, left);
        CausalContext theirs = Stores.context(REALM, right);
        assertThat(Stores.context(REALM, left, right)).isEqualTo(mine.union(theirs));
        assertThat(Stores.context(REALM, null, right)).isEqualTo(theirs);
        if (left != null && right != null) {
            assertThat(Stores.showTwice(left, null)).isFalse();
            assertThat(Stores.showTwice(left, right)).isEqualTo(mine.intersectionSize(theirs) > 0);
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatIsKeptIsWhatWasAskedFor(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        DotStore store = new Histories(new Random(seed), 30).run(steps).state().store();
        Set<Long> gone = new HashSet<>();
        Map<Long, Flat.Place> rest = new TreeMap<>(live(store));
        rest.keySet().removeIf(dot -> (dot ^ seed) % 3 == 0 && gone.add(dot));
        DotStore kept = Stores.filter(REALM, store, (dot, content) -> !gone.contains(dot));
        assertThat(live(kept)).isEqualTo(rest);
        assertThat(kept == store).isEqualTo(gone.isEmpty());
        assertThat(Stores.filter(REALM, null, (dot, content) -> true)).isNull();
        if (store != null) {
            assertThat(Stores.dots(store)).hasSize((int) store.dots());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void storesWithKeysAreOneExactlyIfTheyAreEqual(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
        Histories history = new Histories(new Random(seed), 5).run(steps);
        DotStore left = history.any().store();
        DotStore right = history.any().store();
        assertThat(Stores.areOne(REALM, left, right)).isEqualTo(live(left).equals(live(right)));
        assertThat(Stores.areOne(REALM, left, left)).isTrue();
        assertThat(Stores.areOne(REALM, Dots.of(1), Dots.of(2))).isFalse();
        assertThat(Stores.areOne(REALM, left, Dots.of(1))).isFalse();
        assertThat(Stores.areOne(REALM, Dots.of(1), left)).isFalse();
    }

    /** Two replicas that built the same hold it once, down to the subtrees; what differs stays as it is. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatWasBuiltTwiceIsKeptOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Causal one = new Histories(new Random(seed), 30).filled(200).run(steps).state();
        Causal two = new Histories(new Random(seed), 30).filled(200).run(steps).state();
        Causal more =
                new Histories(new Random(seed), 30).filled(200).run(steps + 3).state();
        assertThat(two.store() == one.store()).as("cleared").isEqualTo(one.store() == null);
        assertThat(Stores.sharing(REALM, two.store(), one.store())).isSameAs(one.store());
        DotStore shared = Stores.sharing(REALM, more.store(), one.store());
        assertThat(live(shared)).isEqualTo(live(more.store()));
        assertThat(Causal.of(shared, more.context()).digest()).isEqualTo(more.digest());
        assertThat(Stores.sharing(REALM, one.store(), null)).isSameAs(one.store());
        assertThat(Stores.sharing(REALM, null, one.store())).isNull();
        DotStore register = Dots.of(1);
        assertThat(Stores.sharing(REALM, one.store(), register)).isSameAs(one.store());
        assertThat(Stores.sharing(REALM, register, one.store())).isSameAs(register);
    }

    @Example
    void aWeightGrowsWithTheStoreUpToItsLimit() {
        DotStore small = new Histories(new Random(1), 90).filled(50).state().store();
        DotStore large = new Histories(new Random(1), 90).filled(500).state().store();
        assertThat(Stores.weight(REALM, null, 1_000)).isZero();
        long one = Stores.weight(REALM, small, Long.MAX_VALUE);
        long ten = Stores.weight(REALM, large, Long.MAX_VALUE);
        assertThat(one).isGreaterThan(50 * 3);
        assertThat(ten).isGreaterThan(3 * one);
        assertThat(Stores.weight(REALM, large, 200)).isBetween(200L, 2_000L);
    }

    /** Stamps are written by their distance from the last, and come back whatever that is. */
    @Property
    void stampsInWhateverOrderComeBack(@ForAll List<@IntRange(min = 0, max = 1 << 20) Integer> steps) {
        List<HybridTimestamp> stamps = new ArrayList<>(List.of(HybridTimestamp.ZERO, HybridTimestamp.MAX));
        long millis = 1L << 40;
        for (int step : steps) {
            millis += step - (1 << 19);
            stamps.add(HybridTimestamp.of(millis, step & 0xFFFF));
        }
        stamps.add(HybridTimestamp.of(0, 1));
        ByteWriter out = new ByteWriter();
        Stamps written = new Stamps();
        stamps.forEach(stamp -> written.write(out, stamp));
        ByteReader in = new ByteReader(out.toBytes());
        Stamps read = new Stamps();
        for (HybridTimestamp stamp : stamps) {
            assertThat(read.read(in)).isEqualTo(stamp);
        }
        in.requireEnd();
    }
}
