package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Contexts against plain sets of dots. */
class CausalContextPropertyTest {
    private static final List<ReplicaId> REPLICAS =
            List.of(ReplicaId.of("a", 1), ReplicaId.of("a", -1), ReplicaId.of("b", 0), ReplicaId.of("c", 0x7fL));
    private static final Realm REALM = realm(REPLICAS);
    private static final Realm REVERSED = realm(reversed(REPLICAS));

    private static Realm realm(List<ReplicaId> order) {
        Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
        for (ReplicaId replica : order) {
            assertThat(realm.index(replica)).isNotNegative();
        }
        return realm;
    }

    private static List<ReplicaId> reversed(List<ReplicaId> replicas) {
        List<ReplicaId> reversed = new ArrayList<>(replicas);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Dense runs from 1 on, with gaps, and the end of the range. */
    @Provide
    Arbitrary<Set<Dot>> dots() {
        Arbitrary<Long> sequences = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 6),
                Arbitraries.longs().between(1, 40),
                Arbitraries.longs().between(Dot.MAX_SEQUENCE - 3, Dot.MAX_SEQUENCE));
        return Combinators.combine(Arbitraries.of(REPLICAS), sequences)
                .as(Dot::new)
                .set()
                .ofMaxSize(60);
    }

    private static CausalContext context(Realm realm, Set<Dot> dots) {
        return CausalContext.ofPacked(
                realm, dots.stream().mapToLong(realm::pack).toArray());
    }

    private static Set<Dot> dots(CausalContext context) {
        Set<Dot> dots = new TreeSet<>();
        for (int run = 0; run < context.runs(); run++) {
            for (long dot = context.first(run); dot <= context.last(run); dot++) {
                assertThat(dots.add(context.realm().unpack(dot))).isTrue();
            }
        }
        return dots;
    }

    /** Checks that runs ascend and never touch, and that all that is derived from them is right. */
    private static void assertSound(CausalContext context, Set<Dot> expected) {
        assertThat(dots(context)).isEqualTo(new TreeSet<>(expected));
        for (int run = 1; run < context.runs(); run++) {
            assertThat(context.first(run)).isGreaterThan(context.last(run - 1) + 1);
        }
        assertThat(context.size()).isEqualTo(expected.size());
        assertThat(context.isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(context.replicas())
                .isEqualTo((int) expected.stream().map(Dot::replica).distinct().count());
        CausalContext again = context(context.realm(), expected);
        assertThat(context).isEqualTo(again).hasSameHashCodeAs(again).hasToString(again.toString());
        assertThat(context.laneA()).isEqualTo(again.laneA());
        assertThat(context.laneB()).isEqualTo(again.laneB());
    }

    @Property
    void addingInAnyOrderGivesOneContext(@ForAll("dots") Set<Dot> dots, @ForAll long seed) {
        List<Dot> shuffled = new ArrayList<>(new TreeSet<>(dots));
        Collections.shuffle(shuffled, new Random(seed));
        CausalContext context = CausalContext.empty(REALM);
        Set<Dot> soFar = new TreeSet<>();
        for (Dot dot : shuffled) {
            context = context.plus(dot);
            soFar.add(dot);
            assertSound(context, soFar);
            assertThat(context.plus(dot)).isSameAs(context);
        }
    }

    @Property
    void unionHasTheDotsOfBoth(@ForAll("dots") Set<Dot> left, @ForAll("dots") Set<Dot> right) {
        CausalContext mine = context(REALM, left);
        Set<Dot> expected = new TreeSet<>(left);
        expected.addAll(right);
        CausalContext theirs = context(REALM, right);
        CausalContext union = mine.union(theirs);
        assertSound(union, expected);
        assertSound(mine.union(context(REVERSED, right)), expected);
        Set<Dot> more = new TreeSet<>(expected);
        more.add(Dot.of(REPLICAS.get(0), 41));
        assertSound(mine.union(context(REVERSED, right)).plus(Dot.of(REPLICAS.get(0), 41)), more);
        assertThat(union.containsAll(mine) && union.containsAll(theirs)).isTrue();
        assertThat(union.union(theirs)).isSameAs(union);
        assertThat(theirs.union(union)).isSameAs(theirs.size() == union.size() ? theirs : union);
    }

    @Property
    void minusLeavesTheDotsThatTheOtherLacks(@ForAll("dots") Set<Dot> left, @ForAll("dots") Set<Dot> right) {
        CausalContext mine = context(REALM, left);
        CausalContext rest = mine.minus(context(REVERSED, right));
        Runs beyond = new Runs(mine.realm(), 1);
        mine.forEachRunBeyond(context(REVERSED, right), beyond::add);
        assertThat(beyond.toContext()).isEqualTo(rest);
        Set<Dot> expected = new TreeSet<>(left);
        expected.removeAll(right);
        assertSound(rest, expected);
        assertThat(rest == mine).isEqualTo(expected.size() == left.size());
        assertThat(rest.intersectionSize(context(REALM, right))).isZero();
        assertThat(rest.union(mine)).isEqualTo(mine);
    }

    @Property
    void theIntersectionHasTheDotsThatBothHave(@ForAll("dots") Set<Dot> left, @ForAll("dots") Set<Dot> right) {
        Set<Dot> both = new TreeSet<>(left);
        both.retainAll(right);
        long common = both.size();
        CausalContext mine = context(REALM, left);
        CausalContext theirs = context(REALM, right);
        assertSound(mine.intersection(theirs), both);
        assertSound(mine.intersection(context(REVERSED, right)), both);
        assertThat(mine.intersection(theirs) == mine).isEqualTo(common == left.size());
        assertThat(theirs.intersection(mine) == theirs).isEqualTo(common == right.size());
        assertThat(context(REALM, left).intersectionSize(context(REALM, right))).isEqualTo(common);
        assertThat(context(REALM, right).intersectionSize(context(REVERSED, left)))
                .isEqualTo(common);
    }

    @Property
    void containsWhatWasSeen(@ForAll("dots") Set<Dot> seen, @ForAll("dots") Set<Dot> asked) {
        CausalContext context = context(REALM, seen);
        for (Dot dot : asked) {
            assertThat(context.contains(dot)).isEqualTo(seen.contains(dot));
            assertThat(context.contains(REALM.pack(dot))).isEqualTo(seen.contains(dot));
        }
        assertThat(context.containsAll(context(REVERSED, asked))).isEqualTo(seen.containsAll(asked));
        assertThat(context.contains(Dot.of(ReplicaId.of("stranger", 0), 1))).isFalse();
        assertThat(REALM.indexIfKnown(ReplicaId.of("stranger", 0))).isEqualTo(-1);
    }

    @Property
    void theVectorEndsBeforeTheFirstGap(@ForAll("dots") Set<Dot> dots) {
        CausalContext context = context(REALM, dots);
        TreeMap<ReplicaId, Long> expected = new TreeMap<>();
        for (ReplicaId replica : REPLICAS) {
            long prefix = 0;
            while (dots.contains(Dot.of(replica, prefix + 1))) {
                prefix++;
            }
            if (prefix > 0) {
                expected.put(replica, prefix);
            }
            long last = dots.stream()
                    .filter(dot -> dot.replica().equals(replica))
                    .mapToLong(Dot::sequence)
                    .max()
                    .orElse(0);
            assertThat(context.lastSequence(replica)).isEqualTo(last);
        }
        assertThat(context.vector().entries()).isEqualTo(expected);
        assertThat(context.lastSequence(ReplicaId.of("stranger", 0))).isZero();
    }

    @Property
    void realmsOfOneSeedAgreeWhateverTheOrderOfInterning(@ForAll("dots") Set<Dot> dots) {
        CausalContext here = context(REALM, dots);
        CausalContext there = here.in(REVERSED);
        assertSound(there, dots);
        assertThat(there).isEqualTo(here).hasSameHashCodeAs(here);
        assertThat(there.laneA()).isEqualTo(here.laneA());
        assertThat(there.laneB()).isEqualTo(here.laneB());
        assertThat(here.in(REALM)).isSameAs(here);
        assertThat(there.in(REALM)).isEqualTo(here);
    }

    @Property
    void differentContextsDiffer(@ForAll("dots") Set<Dot> left, @ForAll("dots") Set<Dot> right) {
        CausalContext mine = context(REALM, left);
        CausalContext theirs = context(REVERSED, right);
        boolean equal = left.equals(right);
        assertThat(mine.equals(theirs)).isEqualTo(equal);
        assertThat(mine.laneA() == theirs.laneA()).isEqualTo(equal);
        assertThat(mine.laneB() == theirs.laneB()).isEqualTo(equal);
    }
}
