package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.LATTICEWORK;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Chain;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.time.HybridLogicalClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** {@link ORSet} of strings. */
public final class LatticeworkSets {
    static final ReplicaId ALICE = ReplicaId.of("alice", 1);
    static final ReplicaId BOB = ReplicaId.of("bob", 2);

    private static final CrdtType<ORSet<String>> TYPE = ORSet.type(ValueCodec.strings());

    private LatticeworkSets() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("set.add", LatticeworkSets::add),
                of("set.remove", LatticeworkSets::remove),
                of("set.contains", LatticeworkSets::contains),
                of("set.fill", LatticeworkSets::fill).eachElement(),
                of("set.iterate", LatticeworkSets::iterate).eachElement(),
                of("set.merge-delta", LatticeworkSets::mergeDelta),
                of("set.merge-descendant", LatticeworkSets::mergeDescendant),
                of("set.merge-equal", LatticeworkSets::mergeEqual),
                of("set.merge-1pct", size -> differing(size, ORSet::merge, size + size / 200)),
                of("set.delta-one", LatticeworkSets::deltaOne),
                of("set.delta-1pct", size -> differing(size, ORSet::deltaFrom, size / 200)),
                of("set.digest", LatticeworkSets::digest),
                of("set.encode", LatticeworkSets::encode).eachElement(),
                of("set.decode", LatticeworkSets::decode).eachElement());
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, LATTICEWORK, setup);
    }

    /** Returns a set of the keys 0..size, written by one author. */
    public static ORSet<String> filled(int size) {
        return TYPE.empty().addAll(Author.of(ALICE), Keys.range(0, size));
    }

    /** Returns the set as bytes. */
    public static byte[] encoded(ORSet<String> set) {
        return TYPE.encode(set);
    }

    /** Returns an equal set that shares no object with it. */
    public static ORSet<String> copy(ORSet<String> set) {
        return TYPE.decode(TYPE.encode(set));
    }

    static Author alice(int after) {
        return Author.resuming(ALICE, after, HybridLogicalClock.of(new RecentTime()));
    }

    private static Operation add(int size) {
        ORSet<String> base = filled(size);
        String[] keys = Keys.absent(size);
        Author[] author = new Author[1];
        Chain<ORSet<String>> chain = new Chain<>(
                keys.length,
                () -> {
                    author[0] = alice(size);
                    return base;
                },
                (set, i) -> set.add(author[0], keys[i]));
        return Operation.of(chain, ORSet::size);
    }

    private static Operation remove(int size) {
        ORSet<String> base = filled(size);
        String[] keys = Keys.distinct(size);
        Author[] author = new Author[1];
        Chain<ORSet<String>> chain = new Chain<>(
                keys.length,
                () -> {
                    author[0] = alice(size);
                    return base;
                },
                (set, i) -> set.remove(author[0], keys[i]));
        return Operation.of(chain, ORSet::size);
    }

    private static Operation contains(int size) {
        ORSet<String> set = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(() -> set.contains(keys[next[0]++ & Keys.POOL - 1]), (Boolean found) -> found ? 1 : 0);
    }

    private static Operation fill(int size) {
        List<String> keys = Keys.range(0, size);
        return Operation.of(() -> TYPE.empty().addAll(Author.of(ALICE), keys), ORSet::size);
    }

    private static Operation iterate(int size) {
        ORSet<String> set = filled(size);
        return Operation.of(
                () -> {
                    long characters = 0;
                    for (String element : set) {
                        characters += element.length();
                    }
                    return characters;
                },
                (Long characters) -> characters);
    }

    private static Operation mergeDelta(int size) {
        ORSet<String> base = filled(size);
        Author bob = Author.of(BOB);
        List<ORSet<String>> deltas = new ArrayList<>();
        ORSet<String> remote = base;
        for (String key : Keys.absent(size)) {
            ORSet<String> next = remote.add(bob, key);
            deltas.add(next.deltaFrom(remote));
            remote = next;
        }
        return Operation.of(new Chain<>(deltas.size(), () -> base, (set, i) -> set.merge(deltas.get(i))), ORSet::size);
    }

    private static Operation mergeDescendant(int size) {
        ORSet<String> base = filled(size);
        ORSet<String> next = base.add(alice(size), Keys.key(size));
        return Operation.of(() -> base.merge(next), ORSet::size);
    }

    private static Operation mergeEqual(int size) {
        ORSet<String> left = filled(size);
        ORSet<String> right = copy(left);
        return Operation.of(() -> left.merge(right), ORSet::size);
    }

    private interface Both {
        ORSet<String> of(ORSet<String> left, ORSet<String> right);
    }

    /** Does something with two decoded sets of {@code size} elements, a 200th of which only the one or the other has. */
    private static Operation differing(int size, Both both, int expected) {
        int own = size / 200;
        ORSet<String> common = filled(size - own);
        ORSet<String> left = copy(common.addAll(alice(size - own), Keys.range(size - own, size)));
        ORSet<String> right = copy(common.addAll(Author.of(BOB), Keys.range(size, size + own)));
        if (both.of(left, right).size() != expected) {
            throw new IllegalStateException("Not the sets that were meant");
        }
        return Operation.of(() -> both.of(left, right), ORSet::size);
    }

    private static Operation deltaOne(int size) {
        ORSet<String> base = filled(size);
        ORSet<String> next = base.add(alice(size), Keys.key(size));
        return Operation.of(() -> next.deltaFrom(base), ORSet::size);
    }

    private static Operation digest(int size) {
        ORSet<String> set = filled(size);
        return Operation.of(set::digest, digest -> 1);
    }

    private static Operation encode(int size) {
        ORSet<String> set = filled(size);
        return Operation.of(() -> TYPE.encode(set), bytes -> TYPE.decode(bytes).size());
    }

    private static Operation decode(int size) {
        byte[] bytes = TYPE.encode(filled(size));
        return Operation.of(() -> TYPE.decode(bytes), ORSet::size);
    }
}
