package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Stores that are taken apart stretch by stretch, for somebody who has some of it. */
class ExcerptTest {
    private static final long PLENTY = 1 << 20;

    private static CausalContext nothing() {
        return CausalContext.empty(REALM);
    }

    private static List<Cut> cuts(Random random, @Nullable DotStore store, CausalContext seen) {
        List<Cut> cuts = new ArrayList<>(Portions.cuts(store, seen, 1 + random.nextInt(9), random.nextInt(8)));
        cuts.add(new Cut(List.of(new Range.Step(random.nextLong(), new byte[0]))));
        cuts.sort(Cut::compareTo);
        return cuts;
    }

    /** Takes a stretch in as many excerpts as it needs. */
    private static List<DotStore> take(Random random, DotStore store, Stretch stretch, CausalContext seen) {
        List<DotStore> taken = new ArrayList<>();
        Stretch rest = stretch;
        while (true) {
            Excerpt excerpt = Excerpt.of(REALM, store, rest, seen, 1 + random.nextInt(400), PLENTY);
            if (excerpt.store() != null) {
                taken.add(excerpt.store());
            }
            Cut next = excerpt.next();
            if (next == null) {
                return taken;
            }
            assertThat(next).isGreaterThan(rest.from());
            rest = new Stretch(next, stretch.to());
        }
    }

    private static List<DotStore> takeAll(Random random, @Nullable DotStore store, CausalContext seen) {
        List<DotStore> taken = new ArrayList<>();
        for (Stretch stretch : Stretch.ALL.at(cuts(random, store, seen))) {
            if (store != null) {
                taken.addAll(take(random, store, stretch, seen));
            }
        }
        return taken;
    }

    private static Set<Long> dots(@Nullable DotStore store) {
        Set<Long> dots = new TreeSet<>();
        if (store != null) {
            store.forEachDot(dots::add);
        }
        return dots;
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void stretchesThatMakeAllHaveEachEntryOnce(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int steps) {
        Random random = new Random(seed);
        DotStore store = new Histories(random, 30).filled(40).run(steps).state().store();
        DotStore joined = null;
        long entries = 0;
        for (DotStore taken : takeAll(random, store, nothing())) {
            entries += taken.dots();
            joined = Stores.union(REALM, joined, taken);
        }
        assertThat(dots(joined)).isEqualTo(dots(store)).hasSize((int) entries);
        assertThat(DotStore.same(REALM, joined, store)).isTrue();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsDrawnIsAPieceOfItsSource(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(seed);
        Histories history = new Histories(random, 30).filled(40).run(steps);
        Causal source = history.state();
        Causal state = history.any();
        CausalContext before = state.context();
        Causal both = state.merge(source);
        for (DotStore taken : takeAll(random, source.store(), before)) {
            Causal piece = Excerpt.piece(taken, source.context(), state);
            assertThat(source.merge(piece)).isEqualTo(source);
            assertThat(source.merge(piece).digest()).isEqualTo(source.digest());
            state = state.merge(piece);
            assertThat(both.merge(state)).isEqualTo(both);
        }
        assertThat(state.context().containsAll(Stores.context(REALM, source.store())))
                .isTrue();
        assertThat(state.merge(source).digest()).isEqualTo(both.digest());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void severalSourcesBringWhatEachHas(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(seed);
        Histories history = new Histories(random, 30).filled(40).run(steps);
        List<Causal> sources = List.of(history.any(), history.state(), history.everything());
        Causal state = history.any();
        Causal all = sources.stream().reduce(state, Causal::merge);
        CausalContext before = state.context();
        for (Stretch stretch : Stretch.ALL.at(cuts(random, sources.get(2).store(), before))) {
            Causal source = sources.get(random.nextInt(sources.size()));
            if (source.store() != null) {
                for (DotStore taken : take(random, source.store(), stretch, before)) {
                    state = state.merge(Excerpt.piece(taken, source.context(), state));
                }
            }
        }
        assertThat(all.merge(state)).isEqualTo(all);
        assertThat(sources.stream().reduce(state, Causal::merge).digest()).isEqualTo(all.digest());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aStretchWithoutAnotherHasThePlacesOfTheOneAlone(@ForAll long seed) {
        Random random = new Random(seed);
        Stretch one = stretch(random);
        Stretch other = stretch(random);
        for (int i = 0; i < 40; i++) {
            Cut place = cut(random);
            long rest =
                    one.minus(other).stream().filter(part -> has(part, place)).count();
            assertThat(rest).isEqualTo(has(one, place) && !has(other, place) ? 1 : 0);
            List<Stretch> parts = one.at(List.of(cut(random), cut(random), cut(random)));
            assertThat(parts.stream().filter(part -> has(part, place)).count()).isEqualTo(has(one, place) ? 1 : 0);
        }
    }

    private static Stretch stretch(Random random) {
        return new Stretch(
                random.nextInt(5) == 0 ? Cut.START : cut(random), random.nextInt(5) == 0 ? null : cut(random));
    }

    private static Cut cut(Random random) {
        List<Range.Step> steps = new ArrayList<>();
        for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
            steps.add(new Range.Step(random.nextInt(3) - 1L, new byte[random.nextInt(2)]));
        }
        return new Cut(steps);
    }

    private static boolean has(Stretch stretch, Cut place) {
        Cut to = stretch.to();
        return stretch.from().compareTo(place) <= 0 && (to == null || place.compareTo(to) < 0);
    }

    @Example
    void whatIsTooLargeIsLeftOut() {
        Histories history = new Histories(new Random(1), 30).filled(40);
        DotStore store = history.state().store();
        assertThat(Excerpt.of(REALM, store, Stretch.ALL, nothing(), 10, 1)).isEqualTo(new Excerpt(null, null));
        assertThat(Excerpt.of(REALM, null, Stretch.ALL, nothing(), 10, 1)).isEqualTo(new Excerpt(null, null));
        assertThat(Excerpt.of(REALM, store, Stretch.ALL, history.state().context(), PLENTY, PLENTY))
                .isEqualTo(new Excerpt(null, null));
        assertThat(Portions.cuts(store, history.state().context(), 1, 9)).isEmpty();
    }

    @Example
    void cutsAreComparedByTheirPlaces() {
        Cut cut = new Cut(List.of(new Range.Step(-1, new byte[] {1})));
        assertThat(cut)
                .isEqualTo(new Cut(List.of(new Range.Step(-1, new byte[] {1}))))
                .isNotEqualTo(Cut.START);
        assertThat(cut).hasSameHashCodeAs(new Cut(List.of(new Range.Step(-1, new byte[] {1}))));
        assertThat(cut)
                .isGreaterThan(new Cut(List.of(new Range.Step(1, new byte[] {2}))))
                .isNotEqualTo("cut");
    }
}
