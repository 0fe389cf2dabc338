package io.latticework.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.trie.Shapes;
import io.latticework.crdt.internal.trie.Visits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Merges and differences cost what differs, not what there is: counted in trie nodes that are entered, between values
 * that were made separately and so share no object.
 */
class LargeValueCostTest {
    private static final int MANY = 100_000;
    private static final int EDITS = 10;
    private static final CrdtType<ORSet<String>> SET = ORSet.type(ValueCodec.strings());
    private static final CrdtType<LWWRegister<String>> REGISTER = LWWRegister.type(ValueCodec.strings());

    /** The same author in each call, so that values made separately are equal. */
    private static Author loader() {
        return Author.of(ReplicaId.of("loader", 1));
    }

    private static Author author(String name) {
        return Author.of(ReplicaId.of(name, 7));
    }

    private static ORSet<String> set(ORSet<String> empty, Author author, int count) {
        ORSet<String> set = empty;
        List<String> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add("element " + i);
            if (elements.size() == MANY || i == count - 1) {
                set = set.addAll(author, elements);
                elements.clear();
            }
        }
        return set;
    }

    private static ORSet<String> set(int count) {
        return set(SET.empty(), loader(), count);
    }

    /** Adds some elements and removes as many; {@code from} keeps two writers apart. */
    private static ORSet<String> edited(ORSet<String> set, Author author, int from) {
        ORSet<String> edited = set;
        for (int i = 0; i < EDITS / 2; i++) {
            edited = edited.add(author, "added " + (from + i)).remove(author, "element " + (from + 31 * i));
        }
        return edited;
    }

    private static int depth(Causal causal) {
        return Shapes.depth(((DotMap) causal.store()).root());
    }

    private static long mergeVisits(Causal left, Causal right) {
        Visits visits = new Visits();
        assertThat(left.merge(right, visits)).isEqualTo(right.merge(left));
        return visits.count();
    }

    private static long deltaVisits(Causal now, Causal base) {
        Visits visits = new Visits();
        assertThat(base.merge(now.deltaFrom(base, visits))).isEqualTo(base.merge(now));
        return visits.count();
    }

    private static void assertFew(Causal left, Causal right, int differences, int depth) {
        long bound = 4L * differences * depth;
        assertThat(mergeVisits(left, right)).isLessThan(bound);
        assertThat(mergeVisits(right, left)).isLessThan(bound);
        assertThat(deltaVisits(left, right)).isLessThan(bound);
        assertThat(deltaVisits(right, left)).isLessThan(bound);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, MANY, 1_000_000})
    void setsCostTheirDifferencesTimesTheirDepth(int count) {
        ORSet<String> one = set(count);
        ORSet<String> other = set(count);
        int depth = depth(one.kernel());
        assertThat(depth).isLessThanOrEqualTo((int) Math.ceil(Math.log(count) / Math.log(16)) + 2);
        assertThat(mergeVisits(one.kernel(), other.kernel())).isEqualTo(1);
        assertOneElementCostsTheDepth(one, other, depth);

        ORSet<String> left = edited(one, author("left"), 0);
        ORSet<String> right = edited(other, author("right"), 500);
        assertFew(left.kernel(), right.kernel(), 2 * EDITS, depth);
        ORSet<String> merged = left.merge(right);
        assertThat(merged.size()).isEqualTo(count);
        for (int i = 0; i < EDITS / 2; i++) {
            assertThat(merged.contains("added " + i) && merged.contains("added " + (500 + i)))
                    .isTrue();
            assertThat(merged.contains("element " + 31 * i) || merged.contains("element " + (500 + 31 * i)))
                    .isFalse();
        }
    }

    private static void assertOneElementCostsTheDepth(ORSet<String> set, ORSet<String> equal, int depth) {
        ORSet<String> added = set.add(author("writer"), "one more");
        ORSet<String> removed = set.remove(author("writer"), "element 77");
        for (ORSet<String> after : List.of(added, removed)) {
            Causal delta = after.deltaFrom(set).kernel();
            long searches = equal.kernel().realm().searches();
            assertThat(mergeVisits(equal.kernel(), delta)).isLessThan(4L * depth);
            assertThat(mergeVisits(delta, equal.kernel())).isLessThan(4L * depth);
            assertThat(equal.kernel().realm().searches()).isEqualTo(searches);
            assertThat(equal.kernel().merge(delta)).isEqualTo(after.kernel());
            assertThat(deltaVisits(after.kernel(), equal.kernel())).isLessThan(4L * depth);
            assertThat(deltaVisits(equal.kernel(), after.kernel())).isLessThan(4L * depth);
        }
    }

    @Test
    void equalSetsCostOneNode() {
        Causal left = set(MANY).kernel();
        Causal right = set(MANY).kernel();
        assertThat(mergeVisits(left, right)).isEqualTo(1);
        assertThat(deltaVisits(left, right)).isEqualTo(1);
        assertThat(left.merge(right)).isSameAs(left);
        assertThat(left.digest()).isEqualTo(right.digest());
    }

    private static <S extends Crdt<S>> ORMap<String> map(CrdtType<S> type, Author author, UnaryOperator<S> write) {
        ORMap<String> map = ORMap.empty(ValueCodec.strings());
        for (int i = 0; i < MANY; i++) {
            map = map.update(author, "key " + i, type, write);
        }
        return map;
    }

    private static <S extends Crdt<S>> ORMap<String> edited(
            ORMap<String> map, Author author, CrdtType<S> type, int from, UnaryOperator<S> write) {
        ORMap<String> edited = map;
        for (int i = 0; i < EDITS / 2; i++) {
            edited = edited.update(author, "key " + (from + i), type, write)
                    .remove(author, "key " + (from + 31 * i + 9));
        }
        return edited;
    }

    @Test
    void aMapOfManyRegistersCostsItsDifferences() {
        Author one = loader();
        Author other = loader();
        Author left = author("left");
        Author right = author("right");
        ORMap<String> first = map(REGISTER, one, register -> register.set(one, "old"));
        ORMap<String> second = map(REGISTER, other, register -> register.set(other, "old"));
        assertThat(mergeVisits(first.kernel(), second.kernel())).isEqualTo(1);
        assertMapsCostTheirDifferences(
                edited(first, left, REGISTER, 0, register -> register.set(left, "new")),
                edited(second, right, REGISTER, 3, register -> register.set(right, "newer")));
    }

    @Test
    void aMapOfManyCountersCostsItsDifferences() {
        Author one = loader();
        Author other = loader();
        Author left = author("left");
        Author right = author("right");
        ORMap<String> first = map(PNCounter.TYPE, one, counter -> counter.increment(one));
        ORMap<String> second = map(PNCounter.TYPE, other, counter -> counter.increment(other));
        assertThat(deltaVisits(first.kernel(), second.kernel())).isEqualTo(1);
        ORMap<String> mine = edited(first, left, PNCounter.TYPE, 0, counter -> counter.increment(left, 4));
        ORMap<String> theirs = edited(second, right, PNCounter.TYPE, 3, counter -> counter.decrement(right, 9));
        assertMapsCostTheirDifferences(mine, theirs);
        ORMap<String> merged = mine.merge(theirs);
        assertThat(merged.get("key 0", PNCounter.TYPE).value()).isEqualTo(5);
        assertThat(merged.get("key 3", PNCounter.TYPE).value()).isEqualTo(1 + 4 - 9);
        assertThat(merged.get("key 7", PNCounter.TYPE).value()).isEqualTo(-8);
        assertThat(merged.get("key 50", PNCounter.TYPE).value()).isEqualTo(1);
    }

    private static void assertMapsCostTheirDifferences(ORMap<String> left, ORMap<String> right) {
        assertFew(left.kernel(), right.kernel(), 2 * EDITS, depth(left.kernel()));
        Set<String> keys = new HashSet<>(left.keys());
        keys.retainAll(right.keys());
        assertThat(left.merge(right).keys().equals(keys)).isTrue();
    }

    @Test
    void aHugeSetInsideAMapCostsItsDifferences() {
        ORMap<String> empty = ORMap.empty(ValueCodec.strings());
        Author one = loader();
        Author other = loader();
        Author left = author("left");
        Author right = author("right");
        ORMap<String> first = empty.update(one, "huge", SET, set -> set(set, one, MANY))
                .update(one, "small", SET, set -> set.add(one, "x"));
        ORMap<String> second = empty.update(other, "huge", SET, set -> set(set, other, MANY))
                .update(other, "small", SET, set -> set.add(other, "x"));
        assertThat(mergeVisits(first.kernel(), second.kernel())).isEqualTo(1);

        ORMap<String> mine = first.update(left, "huge", SET, set -> edited(set, left, 0));
        ORMap<String> theirs = second.update(right, "huge", SET, set -> edited(set, right, 500));
        int depth = 1 + depth(set(MANY).kernel());
        assertFew(mine.kernel(), theirs.kernel(), 2 * EDITS, depth);
        assertThat(mine.merge(theirs).get("huge", SET).size()).isEqualTo(MANY);

        ORMap<String> more = first.update(left, "huge", SET, set -> set.remove(left, "element 5"));
        assertThat(mergeVisits(second.kernel(), more.deltaFrom(first).kernel())).isLessThan(4L * depth);
        assertThat(second.merge(more.deltaFrom(first))).isEqualTo(more);
    }
}
