package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.codec.ValueCodec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever holds a value holds it for ever, whatever is made from it meanwhile and by whichever thread. */
class RetainedVersionsTest {
    private static final int UPDATES = 100_000;
    private static final int RETAINED = 1_000;
    private static final int READERS = 3;
    private static final CrdtType<ORSet<Integer>> SETS = ORSet.type(ValueCodec.ints());

    private final Author a = author("a");

    /** A version with what it was when it was made. */
    private record Retained<S extends Crdt<S>>(S state, String bytes, Digest digest, String json) {
        static <S extends Crdt<S>> Retained<S> of(S state) {
            CrdtType<S> type = state.type();
            return new Retained<>(state, hex(state), state.digest(), type.toJson(state));
        }

        private static <S extends Crdt<S>> String hex(S state) {
            return HexFormat.of().formatHex(state.type().canonicalBytes(state));
        }

        void isUnchanged() {
            assertThat(hex(state)).isEqualTo(bytes);
            assertThat(state.digest()).isEqualTo(digest);
            assertThat(state.type().toJson(state)).isEqualTo(json);
        }
    }

    /** A value and one random change of it after another. */
    record Subject<S extends Crdt<S>>(S start, Change<S> change) {
        interface Change<S> {
            S apply(Author author, S state, SplittableRandom random);
        }

        @Override
        public String toString() {
            return start.type().name();
        }
    }

    static Stream<Subject<?>> subjects() {
        return Stream.of(
                new Subject<>(GCounter.empty(), (by, count, random) -> count.increment(by, random.nextInt(9))),
                new Subject<>(PNCounter.empty(), RetainedVersionsTest::changeCounter),
                new Subject<>(SETS.empty(), RetainedVersionsTest::changeSet),
                new Subject<>(ORMap.empty(ValueCodec.ints()), RetainedVersionsTest::changeMap));
    }

    private static PNCounter changeCounter(Author by, PNCounter count, SplittableRandom random) {
        return random.nextBoolean() ? count.increment(by, random.nextInt(9)) : count.decrement(by, random.nextInt(9));
    }

    private static ORSet<Integer> changeSet(Author by, ORSet<Integer> set, SplittableRandom random) {
        int element = random.nextInt(500);
        return random.nextInt(3) == 0 ? set.remove(by, element) : set.add(by, element);
    }

    private static ORMap<Integer> changeMap(Author by, ORMap<Integer> map, SplittableRandom random) {
        int key = random.nextInt(60);
        return switch (random.nextInt(5)) {
            case 0 -> map.remove(by, key);
            case 1 -> map.update(by, key, SETS, set -> changeSet(by, set, random));
            case 2 -> map.update(by, key, LWWRegister.type(ValueCodec.ints()), each -> each.set(by, random.nextInt()));
            default -> map.update(by, key, PNCounter.TYPE, each -> changeCounter(by, each, random));
        };
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S extends Crdt<S>> void thousandVersionsStayAsTheyWereDuringManyUpdates(Subject<S> subject) {
        SplittableRandom random = new SplittableRandom(1);
        List<Author> authors = List.of(author("a"), author("b"), author("c"));
        List<S> replicas = new ArrayList<>(List.of(subject.start(), subject.start(), subject.start()));
        List<Retained<S>> retained = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            int at = random.nextInt(replicas.size());
            S changed = subject.change().apply(authors.get(at), replicas.get(at), random);
            replicas.set(at, random.nextInt(50) == 0 ? changed.merge(replicas.get((at + 1) % 3)) : changed);
            if (i % (UPDATES / RETAINED) == 0) {
                retained.add(Retained.of(replicas.get(at)));
            }
        }
        assertThat(retained).hasSize(RETAINED).allSatisfy(Retained::isUnchanged);
        assertThat(retained.get(RETAINED - 1).state())
                .isNotEqualTo(retained.get(RETAINED / 2).state());
    }

    @Test
    void oldVersionsMayBeWrittenToWhileOthersReadThem() throws Exception {
        List<PNCounter> versions = new ArrayList<>(List.of(PNCounter.empty()));
        for (int i = 0; i < RETAINED; i++) {
            versions.add(versions.get(i).increment(a));
        }
        whileReading(
                () -> versions.forEach(version ->
                        assertThat(version.decrement(author("b")).value()).isEqualTo(version.value() - 1)),
                () -> {
                    for (int i = 0; i <= RETAINED; i++) {
                        assertThat(versions.get(i).value()).isEqualTo(i);
                    }
                });
    }

    @Test
    void readersOfACounterSeeOnlyWholeIncrements() throws Exception {
        readWhileWritten(GCounter.empty(), counter -> counter.increment(a, 7), counter -> {
            assertThat(counter.value() % 7).isZero();
            assertThat(GCounter.TYPE.decode(GCounter.TYPE.encode(counter)).value())
                    .isEqualTo(counter.value());
        });
    }

    @Test
    void readersOfASetSeeBothElementsOfAPairOrNone() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        UnaryOperator<ORSet<Integer>> change = set -> {
            int element = 1 + random.nextInt(400);
            return set.contains(element)
                    ? set.remove(a, element).remove(a, -element)
                    : set.addAll(a, List.of(element, -element));
        };
        readWhileWritten(SETS.empty(), change, set -> {
            assertThat(set.elements()).hasSize(set.size()).allMatch(element -> set.contains(-element));
            assertThat(SETS.decode(SETS.encode(set)).digest()).isEqualTo(set.digest());
        });
    }

    @Test
    void readersOfAMapSeeValuesThatBelongTogether() throws Exception {
        CrdtType<ORMap<String>> maps = ORMap.type(ValueCodec.strings());
        UnaryOperator<ORMap<String>> change = map -> map.update(a, "left", PNCounter.TYPE, each -> each.increment(a))
                .update(a, "right", PNCounter.TYPE, each -> each.decrement(a));
        readWhileWritten(maps.empty(), change, map -> {
            assertThat(map.get("left", PNCounter.TYPE).value())
                    .isEqualTo(-map.get("right", PNCounter.TYPE).value());
            assertThat(maps.decode(maps.encode(map)).digest()).isEqualTo(map.digest());
        });
    }

    /** Publishes one version after another while readers check whatever they find, until the last is there. */
    private static <S extends Crdt<S>> void readWhileWritten(S start, UnaryOperator<S> change, Consumer<S> check)
            throws Exception {
        AtomicReference<S> published = new AtomicReference<>(start);
        whileReading(
                () -> {
                    for (int i = 0; i < UPDATES / 5; i++) {
                        published.set(change.apply(published.get()));
                    }
                },
                () -> check.accept(published.get()));
    }

    /** Writes in this thread; the others read until that is done, and once more. */
    private static void whileReading(Runnable write, Runnable read) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Boolean> done = new AtomicReference<>(false);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Thread reader = new Thread(() -> {
                for (boolean last = false; !last && failure.get() == null; ) {
                    last = done.get();
                    read.run();
                }
            });
            reader.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            reader.start();
            readers.add(reader);
        }
        try {
            write.run();
        } finally {
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertThat(failure.get()).isNull();
    }
}
