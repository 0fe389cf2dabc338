package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.LATTICEWORK;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Chain;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.time.HybridLogicalClock;
import java.util.List;
import java.util.function.IntFunction;

/** {@link PNCounter} of as many writers as the size says, and {@link LWWRegister} with a clock that a timer refreshes. */
public final class LatticeworkCounters {
    private LatticeworkCounters() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("counter.increment", LatticeworkCounters::increment),
                of("counter.value", LatticeworkCounters::value),
                of("counter.merge-greater", LatticeworkCounters::mergeGreater),
                of("counter.merge-equal", LatticeworkCounters::mergeEqual),
                of("register.set", LatticeworkCounters::set));
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, LATTICEWORK, setup).upTo(10_000);
    }

    private static PNCounter filled(int writers) {
        PNCounter counter = PNCounter.empty();
        for (int i = 0; i < writers; i++) {
            counter = counter.increment(Author.of(ReplicaId.of("writer-" + i, i)), i + 1L);
        }
        return counter;
    }

    private static PNCounter copy(PNCounter counter) {
        return PNCounter.TYPE.decode(PNCounter.TYPE.encode(counter));
    }

    private static Operation increment(int size) {
        Author alice = Author.of(LatticeworkSets.ALICE);
        PNCounter base = filled(size);
        PNCounter[] current = {base};
        return Operation.of(
                () -> {
                    current[0] = current[0].increment(alice);
                    return current[0];
                },
                PNCounter::value);
    }

    private static Operation value(int size) {
        PNCounter counter = filled(size);
        return Operation.of(counter::value, (Long value) -> value);
    }

    private static Operation mergeGreater(int size) {
        PNCounter base = filled(size);
        PNCounter greater = copy(base.increment(Author.of(LatticeworkSets.ALICE)));
        return Operation.of(() -> base.merge(greater), PNCounter::value);
    }

    private static Operation mergeEqual(int size) {
        PNCounter base = filled(size);
        PNCounter equal = copy(base);
        return Operation.of(() -> base.merge(equal), PNCounter::value);
    }

    private static Operation set(int size) {
        Author alice = Author.of(LatticeworkSets.ALICE, HybridLogicalClock.of(new RecentTime()));
        String[] values = Keys.present(size);
        LWWRegister<String> empty = LWWRegister.empty(ValueCodec.strings());
        return Operation.of(
                new Chain<>(Keys.POOL, () -> empty, (register, i) -> register.set(alice, values[i])),
                register -> register.value().orElse("").length());
    }
}
