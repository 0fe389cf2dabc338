package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Adding a run to a context, by difference, against making the context of all runs anew. */
class CausalContextRunTest {
    private static final Realm REALM = Realm.of(3, 4, ValueLimits.DEFAULT);
    private static final int REPLICAS = 3;

    private static long[] run(Random random) {
        int index = REALM.index(ReplicaId.of("r", random.nextInt(REPLICAS)));
        long end = random.nextInt(4) == 0 ? Dot.MAX_SEQUENCE - 40 : 0;
        long first = end + 1 + random.nextInt(30);
        return new long[] {Realm.pack(index, first), Realm.pack(index, first + random.nextInt(9))};
    }

    @Property(tries = 500)
    void addingARunKeepsTheFormAndTheSums(@ForAll long seed) {
        Random random = new Random(seed);
        List<long[]> runs = new ArrayList<>();
        CausalContext context = CausalContext.empty(REALM);
        for (int i = 0; i < 20; i++) {
            long[] run = run(random);
            runs.add(run);
            CausalContext before = context;
            context = context.plus(run[0], run[1]);
            CausalContext expected = CausalContext.ofRuns(REALM, runs);
            assertSame(context, expected);
            CausalContext one = CausalContext.ofRuns(REALM, List.of(run));
            assertSame(before.union(one), expected);
            assertSame(one.union(before), expected);
            assertThat(before.intersectionSize(one)).isEqualTo(before.size() + one.size() - context.size());
            assertThat(one.intersectionSize(before)).isEqualTo(before.intersectionSize(one));
        }
    }

    private static void assertSame(CausalContext actual, CausalContext expected) {
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(actual.replicas()).isEqualTo(expected.replicas());
        assertThat(actual.laneA()).isEqualTo(expected.laneA());
        assertThat(actual.laneB()).isEqualTo(expected.laneB());
    }
}
