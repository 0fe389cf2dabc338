package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.PEKKO;
import static io.latticework.benchmarks.values.PekkoNode.ALICE;
import static io.latticework.benchmarks.values.PekkoNode.BOB;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Chain;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import org.apache.pekko.cluster.ddata.ORSet;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/** Pekko's {@code ORSet} of strings; after each change the delta is taken off, as its replicator does. */
public final class PekkoSets {
    private PekkoSets() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("set.add", PekkoSets::add),
                of("set.remove", PekkoSets::remove),
                of("set.contains", PekkoSets::contains),
                of("set.fill", PekkoSets::fill).eachElement(),
                of("set.iterate", PekkoSets::iterate).eachElement(),
                of("set.merge-delta", PekkoSets::mergeDelta),
                of("set.merge-descendant", PekkoSets::mergeDescendant),
                of("set.merge-equal", PekkoSets::mergeEqual),
                of("set.merge-1pct", PekkoSets::mergeDiffering),
                of("set.encode", PekkoSets::encode).eachElement(),
                of("set.decode", PekkoSets::decode).eachElement());
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, PEKKO, setup);
    }

    private static ORSet<String> add(ORSet<String> set, SelfUniqueAddress node, String key) {
        return set.add(node, key).resetDelta();
    }

    private static ORSet<String> addAll(ORSet<String> set, SelfUniqueAddress node, List<String> keys) {
        ORSet<String> changed = set;
        for (String key : keys) {
            changed = add(changed, node, key);
        }
        return changed;
    }

    /** Returns a set of the keys 0..size, written by one node. */
    public static ORSet<String> filled(int size) {
        return addAll(ORSet.create(), ALICE, Keys.range(0, size));
    }

    /** Returns the set as bytes, which Pekko compresses itself. */
    public static byte[] encoded(ORSet<String> set) {
        return PekkoNode.encode(set);
    }

    /** Returns an equal set that shares no object with it. */
    public static ORSet<String> copy(ORSet<String> set) {
        return PekkoNode.copy(set);
    }

    private static Operation add(int size) {
        ORSet<String> base = filled(size);
        String[] keys = Keys.absent(size);
        return Operation.of(new Chain<>(keys.length, () -> base, (set, i) -> add(set, ALICE, keys[i])), ORSet::size);
    }

    private static Operation remove(int size) {
        ORSet<String> base = filled(size);
        String[] keys = Keys.distinct(size);
        return Operation.of(
                new Chain<>(
                        keys.length,
                        () -> base,
                        (set, i) -> set.remove(ALICE, keys[i]).resetDelta()),
                ORSet::size);
    }

    private static Operation contains(int size) {
        ORSet<String> set = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(() -> set.contains(keys[next[0]++ & Keys.POOL - 1]), (Boolean found) -> found ? 1 : 0);
    }

    private static Operation fill(int size) {
        List<String> keys = Keys.range(0, size);
        return Operation.of(() -> addAll(ORSet.create(), ALICE, keys), ORSet::size);
    }

    private static Operation iterate(int size) {
        ORSet<String> set = filled(size);
        return Operation.of(
                () -> {
                    long characters = 0;
                    for (String element : CollectionConverters.asJava(set.elements())) {
                        characters += element.length();
                    }
                    return characters;
                },
                (Long characters) -> characters);
    }

    private static Operation mergeDelta(int size) {
        ORSet<String> base = filled(size);
        List<ORSet.DeltaOp> deltas = new ArrayList<>();
        ORSet<String> remote = base;
        for (String key : Keys.absent(size)) {
            ORSet<String> next = remote.add(BOB, key);
            deltas.add(next.delta().get());
            remote = next.resetDelta();
        }
        return Operation.of(
                new Chain<>(deltas.size(), () -> base, (set, i) -> set.mergeDelta(deltas.get(i))), ORSet::size);
    }

    /** Its ancestor pointer works once: the descendant is made anew before each merge, at the cost of an add. */
    private static Operation mergeDescendant(int size) {
        ORSet<String> base = filled(size);
        String key = Keys.key(size);
        return Operation.of(() -> base.merge(add(base, ALICE, key)), ORSet::size);
    }

    private static Operation mergeEqual(int size) {
        ORSet<String> left = filled(size);
        ORSet<String> right = copy(left);
        BinaryOperator<ORSet<String>> merge = ORSet::merge;
        return Operation.of(() -> merge.apply(left, right), ORSet::size);
    }

    private static Operation mergeDiffering(int size) {
        int own = size / 200;
        ORSet<String> common = filled(size - own);
        ORSet<String> left = copy(addAll(common, ALICE, Keys.range(size - own, size)));
        ORSet<String> right = copy(addAll(common, BOB, Keys.range(size, size + own)));
        BinaryOperator<ORSet<String>> merge = ORSet::merge;
        return Operation.of(() -> merge.apply(left, right), ORSet::size);
    }

    private static Operation encode(int size) {
        ORSet<String> set = filled(size);
        String manifest = PekkoNode.manifest(set);
        return Operation.of(
                () -> PekkoNode.encode(set), bytes -> ((ORSet<?>) PekkoNode.decode(bytes, manifest)).size());
    }

    private static Operation decode(int size) {
        ORSet<String> set = filled(size);
        byte[] bytes = PekkoNode.encode(set);
        String manifest = PekkoNode.manifest(set);
        return Operation.of(() -> (ORSet<?>) PekkoNode.decode(bytes, manifest), ORSet::size);
    }
}
