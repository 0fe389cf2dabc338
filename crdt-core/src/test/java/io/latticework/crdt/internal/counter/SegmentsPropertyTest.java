package io.latticework.crdt.internal.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.internal.counter.CounterVersions.Version;
import io.latticework.crdt.internal.store.Causal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** Random histories of versions, forks by one author and old versions included, against an oracle of single changes. */
class SegmentsPropertyTest {
    private static final Realm REALM = Realm.of(41, 42, ValueLimits.DEFAULT);

    private CounterVersions oracle = new CounterVersions();
    private final List<Author> authors = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();

    @BeforeTry
    void startAnew() {
        oracle = new CounterVersions();
        versions.clear();
        versions.add(CounterVersions.empty(REALM));
        authors.clear();
        for (int i = 0; i < 3; i++) {
            authors.add(Author.of(ReplicaId.of("author", i)));
        }
    }

    /** Mostly one of the latest versions, at times any. */
    private Version version(Random random) {
        int back = random.nextInt(4) == 0 ? random.nextInt(versions.size()) : random.nextInt(3);
        return versions.get(Math.max(0, versions.size() - 1 - back));
    }

    private void run(Random random, int steps, int removePercent) {
        for (int i = 0; i < steps; i++) {
            Author author = authors.get(random.nextInt(authors.size()));
            if (random.nextInt(100) < removePercent) {
                versions.add(oracle.remove(version(random), author));
            } else if (random.nextInt(3) == 0) {
                versions.add(oracle.merge(version(random), version(random)));
            } else {
                versions.add(oracle.add(version(random), author, random.nextInt(9) - 4L));
            }
        }
    }

    private Version everything() {
        Version all = versions.get(0);
        for (Version version : versions) {
            all = oracle.merge(all, version);
        }
        return all;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void countsEachChangeUntilItsCarrierIsRemoved(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 120) int steps,
            @ForAll @IntRange(max = 20) int removes) {
        run(new Random(seed), steps, removes);
        assertThat(everything().actual()).isEqualTo(everything().expected());
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void longLinesFoldAndStayExact(@ForAll long seed, @ForAll @IntRange(min = 100, max = 400) int steps) {
        Random random = new Random(seed);
        Version last = versions.get(0);
        for (int i = 0; i < steps; i++) {
            last = random.nextInt(60) == 0
                    ? oracle.remove(last, authors.get(1))
                    : oracle.add(last, authors.get(random.nextInt(2)), 1 + random.nextInt(5));
            assertThat(CounterVersions.segments(last)).isLessThanOrEqualTo(2 * Segments.KEPT);
            last = random.nextInt(10) == 0 ? oracle.merge(last, version(random)) : last;
            versions.add(random.nextInt(8) == 0 ? last : versions.get(0));
        }
        assertThat(oracle.merge(last, everything()).actual())
                .isEqualTo(oracle.merge(everything(), last).actual());
    }

    /**
     * Deltas and pieces of increments reach a receiver in any order: what it shows never exceeds the truth, and is the
     * truth at the end.
     */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void partialDeliveryNeverCountsTwice(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int steps) {
        Random random = new Random(seed);
        List<Causal> messages = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Version base = version(random);
            versions.add(oracle.add(base, authors.get(random.nextInt(2)), 1 + random.nextInt(3)));
            Causal now = versions.get(versions.size() - 1).real().causal();
            Causal delta = now.deltaFrom(base.real().causal());
            delta.split(1 + random.nextInt(400)).forEach(messages::add);
        }
        BigInteger truth = BigInteger.valueOf(everything().total());
        everything().real().causal().split(1).forEach(messages::add);
        Collections.shuffle(messages, random);
        Causal received = Causal.empty(REALM);
        for (Causal message : messages) {
            received = received.merge(message);
            assertThat(new Segments(received).ups()).isLessThanOrEqualTo(truth);
        }
        assertThat(new Segments(received).ups()).isEqualTo(truth);
    }

    /** Deltas are values too, and somebody may write to one. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void writingToPartialValuesStaysExact(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int steps) {
        Random random = new Random(seed);
        List<Tally> values = new ArrayList<>(List.of(versions.get(0).real()));
        long truth = 0;
        for (int i = 0; i < steps; i++) {
            Tally at = values.get(Math.max(0, values.size() - 1 - random.nextInt(1 + random.nextInt(5))));
            if (random.nextInt(10) == 0) {
                values.add(versions.get(0).real().merge(at.deltaFrom(values.get(random.nextInt(values.size())))));
            } else {
                long amount = 1L + random.nextInt(3);
                truth += amount;
                values.add(at.add(authors.get(random.nextInt(2)), amount, 0));
            }
        }
        Collections.shuffle(values, random);
        Tally all = values.stream().reduce(Tally::merge).orElseThrow();
        assertThat(all.ups()).isEqualTo(BigInteger.valueOf(truth));
    }
}
