package io.latticework.crdt.internal.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Plain totals against an oracle of single changes: versions, forks, deltas and pieces, over several chunks of writers. */
class TotalsPropertyTest {
    private static final Realm REALM = Realm.of(61, 62, ValueLimits.DEFAULT);

    /**
     * A version and the changes that it has seen.
     *
     * @param changes the amounts by their numbers
     */
    private record Version(Tally tally, Map<Integer, Long> changes) {
        Version with(Tally changed, Map<Integer, Long> more) {
            Map<Integer, Long> union = new HashMap<>(changes);
            union.putAll(more);
            Version version = new Version(changed, union);
            assertThat(changed.ups()).isEqualTo(sum(union, 1));
            assertThat(changed.downs()).isEqualTo(sum(union, -1));
            return version;
        }

        private static BigInteger sum(Map<Integer, Long> changes, int sign) {
            return BigInteger.valueOf(changes.values().stream()
                    .mapToLong(amount -> Math.max(0, sign * amount))
                    .sum());
        }
    }

    private static List<Version> run(Random random, int steps, int writers) {
        List<Author> authors = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            authors.add(Author.of(ReplicaId.of("writer", random.nextInt(3) * 1_000L + i)));
        }
        List<Version> versions = new ArrayList<>(List.of(new Version(Totals.empty(REALM), Map.of())));
        for (int i = 0; i < steps; i++) {
            Version at = versions.get(Math.max(0, versions.size() - 1 - random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                Version other = versions.get(random.nextInt(versions.size()));
                versions.add(at.with(at.tally.merge(other.tally), other.changes));
            } else {
                long amount = random.nextInt(9) - 4L;
                Author author = authors.get(random.nextInt(writers));
                Tally changed = at.tally.add(author, Math.max(0, amount), Math.max(0, -amount));
                versions.add(at.with(changed, Map.of(i, amount)));
            }
        }
        return versions;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void forksAddUpAndMergeIsALeastUpperBound(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int steps,
            @ForAll @IntRange(min = 1, max = 200) int writers) {
        Random random = new Random(seed);
        List<Version> versions = run(random, steps, writers);
        Tally a = versions.get(random.nextInt(versions.size())).tally;
        Tally b = versions.get(random.nextInt(versions.size())).tally;
        Tally c = versions.get(random.nextInt(versions.size())).tally;
        Tally joined = a.merge(b);
        assertThat(joined).isEqualTo(b.merge(a)).hasSameHashCodeAs(b.merge(a));
        assertThat(joined.digest()).isEqualTo(b.merge(a).digest());
        assertThat(joined.merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(joined.merge(a)).isSameAs(joined);
        assertThat(joined.merge(b)).isSameAs(joined);
        assertThat(a.equals(b)).isEqualTo(a.digest().equals(b.digest()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void deltasAndPiecesBringTheBaseUp(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int steps,
            @ForAll @IntRange(min = 1, max = 200) int writers,
            @ForAll @IntRange(min = 1, max = 2_000) int bytes) {
        Random random = new Random(seed);
        List<Version> versions = run(random, steps, writers);
        Tally state = versions.get(random.nextInt(versions.size())).tally;
        Tally base = versions.get(random.nextInt(versions.size())).tally;
        Tally delta = state.deltaFrom(base);
        assertThat(base.merge(delta)).isEqualTo(base.merge(state));
        assertThat(state.merge(delta)).isSameAs(state);
        List<Tally> pieces = new ArrayList<>();
        state.split(bytes).forEach(pieces::add);
        Collections.shuffle(pieces, random);
        Tally joined = Totals.empty(REALM);
        for (Tally piece : pieces) {
            assertThat(state.merge(piece)).isSameAs(state);
            joined = joined.merge(piece);
        }
        assertThat(joined).isEqualTo(state);
        Realm realm = Realm.of(61, 62, ValueLimits.DEFAULT);
        assertThat(state.in(realm)).isEqualTo(state).hasSameHashCodeAs(state);
        assertThat(state.in(realm).digest()).isEqualTo(state.digest());
    }
}
