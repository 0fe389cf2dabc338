package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.PEKKO;
import static io.latticework.benchmarks.values.PekkoNode.ALICE;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Chain;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.PNCounter;

/** Pekko's {@code PNCounter} of as many nodes as the size says, and its {@code LWWRegister}, which reads the system clock. */
public final class PekkoCounters {
    private PekkoCounters() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("counter.increment", PekkoCounters::increment),
                of("counter.value", PekkoCounters::value),
                of("counter.merge-greater", PekkoCounters::mergeGreater),
                of("counter.merge-equal", PekkoCounters::mergeEqual),
                of("register.set", PekkoCounters::set));
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, PEKKO, setup).upTo(10_000);
    }

    private static PNCounter filled(int writers) {
        PNCounter counter = PNCounter.create();
        for (int i = 0; i < writers; i++) {
            counter =
                    counter.increment(PekkoNode.node("writer-" + i, i), i + 1L).resetDelta();
        }
        return counter;
    }

    private static Operation increment(int size) {
        PNCounter[] current = {filled(size)};
        return Operation.of(
                () -> {
                    current[0] = current[0].increment(ALICE, 1).resetDelta();
                    return current[0];
                },
                counter -> counter.getValue().longValueExact());
    }

    private static Operation value(int size) {
        PNCounter counter = filled(size);
        return Operation.of(counter::getValue, BigInteger::longValueExact);
    }

    /** Both sides come from bytes, because decoding gives nodes the name of the system that decodes. */
    private static Operation mergeGreater(int size) {
        PNCounter base = filled(size);
        return merge(
                PekkoNode.copy(base), PekkoNode.copy(base.increment(ALICE, 1).resetDelta()));
    }

    private static Operation mergeEqual(int size) {
        PNCounter base = filled(size);
        return merge(PekkoNode.copy(base), PekkoNode.copy(base));
    }

    private static Operation merge(PNCounter left, PNCounter right) {
        BinaryOperator<PNCounter> merge = PNCounter::merge;
        return Operation.of(
                () -> merge.apply(left, right), merged -> merged.getValue().longValueExact());
    }

    private static Operation set(int size) {
        String[] values = Keys.present(size);
        LWWRegister<String> first = LWWRegister.create(ALICE, "");
        return Operation.of(
                new Chain<>(Keys.POOL, () -> first, (register, i) -> register.withValue(ALICE, values[i])),
                register -> register.value().length());
    }
}
