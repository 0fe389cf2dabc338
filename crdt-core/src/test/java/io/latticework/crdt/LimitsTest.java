package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CounterOverflowException;
import io.latticework.crdt.error.LimitExceededException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What lies exactly at a limit works and travels; one more is refused, here and by whoever decodes it. */
class LimitsTest {
    private static final int ELEMENT_BYTES = 65_536;
    private static final String LONGEST = "x".repeat(ELEMENT_BYTES);
    private static final String TOO_LONG = LONGEST + "x";

    private final Author a = author("a");
    private final ValueCodec<String> strings = ValueCodec.strings();
    private final Realm normal = Realm.of(1, 2, ValueLimits.DEFAULT);
    private final Realm generous = Realm.of(1, 2, new ValueLimits(2 * ELEMENT_BYTES, 64, 1 << 16, 1 << 20));

    private static void assertExceeds(String limit, long allowed, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LimitExceededException.class, e -> {
            assertThat(e.limit()).isEqualTo(limit);
            assertThat(e.allowed()).isEqualTo(allowed);
            assertThat(e.actual()).isGreaterThan(allowed);
            assertThat(e)
                    .hasMessage(limit + " is " + e.actual() + ", above the limit of " + allowed
                            + "; make the value smaller or raise ValueLimits." + limit + " on every replica");
        });
    }

    /** Makes a value in a realm that allows more, and reads it in one that does not. */
    private <S extends Crdt<S>> void assertRefusedByReaders(
            String limit, long allowed, CrdtType<S> writers, CrdtType<S> readers, UnaryOperator<S> write) {
        byte[] bytes = writers.encode(write.apply(writers.empty()));
        assertThat(writers.decode(bytes)).isNotEqualTo(writers.empty());
        assertExceeds(limit, allowed, () -> readers.decode(bytes));
    }

    @Test
    void theEmptyStringIsAnElementAKeyAndAValue() {
        ORSet<String> set = sent(ORSet.empty(strings).add(a, ""));
        assertThat(set.contains("")).isTrue();
        assertThat(set.remove(a, "").isEmpty()).isTrue();
        LWWRegister<String> register = sent(LWWRegister.empty(strings).set(a, ""));
        assertThat(register.value()).contains("");
        ORMap<String> map = sent(ORMap.empty(strings).update(a, "", GCounter.TYPE, count -> count.increment(a)));
        assertThat(map.containsKey("")).isTrue();
        assertThat(map.toJson()).isEqualTo("{\"\":1}");
    }

    @Test
    void theLongestElementsKeysAndValuesWorkAndTravel() {
        ORSet<String> set = ORSet.empty(strings).add(a, LONGEST).add(a, "y".repeat(ELEMENT_BYTES));
        assertThat(sent(set)).isEqualTo(set);
        assertThat(sent(set).contains(LONGEST)).isTrue();
        assertThat(set.split(1_000)).hasSize(2);
        GSet<String> growing = GSet.empty(strings).add(a, LONGEST).add(a, "y");
        assertThat(sent(growing)).isEqualTo(growing);
        assertThat(growing.split(1_000)).hasSize(2);
        TwoPhaseSet<String> twoPhase = TwoPhaseSet.empty(strings).add(a, LONGEST);
        assertThat(sent(twoPhase).contains(LONGEST)).isTrue();
        MaxRegister<String> max = MaxRegister.empty(strings).raise(a, LONGEST);
        assertThat(sent(max).value()).contains(LONGEST);
        MVRegister<String> siblings = MVRegister.empty(strings).set(a, LONGEST);
        assertThat(sent(siblings).values()).containsExactly(LONGEST);
        LWWRegister<String> register = LWWRegister.empty(strings).set(a, LONGEST);
        assertThat(sent(register).value()).contains(LONGEST);
        ORMap<String> map =
                ORMap.empty(strings).update(a, LONGEST, LWWRegister.type(strings), nested -> nested.set(a, LONGEST));
        assertThat(sent(map)).isEqualTo(map);
        assertThat(sent(map).keys()).containsExactly(LONGEST);
    }

    @Test
    void longerOnesAreRefusedWhereTheyAreWritten() {
        ORSet<String> set = ORSet.empty(strings).add(a, "x");
        ORMap<String> map = ORMap.empty(strings);
        assertExceeds("elementBytes", ELEMENT_BYTES, () -> set.add(a, TOO_LONG));
        assertExceeds("elementBytes", ELEMENT_BYTES, () -> set.addAll(a, List.of("y", TOO_LONG)));
        assertExceeds(
                "elementBytes", ELEMENT_BYTES, () -> MVRegister.empty(strings).set(a, TOO_LONG));
        assertExceeds(
                "elementBytes", ELEMENT_BYTES, () -> LWWRegister.empty(strings).set(a, TOO_LONG));
        assertExceeds("elementBytes", ELEMENT_BYTES, () -> GSet.empty(strings).add(a, TOO_LONG));
        assertExceeds(
                "elementBytes", ELEMENT_BYTES, () -> TwoPhaseSet.empty(strings).add(a, TOO_LONG));
        assertExceeds(
                "elementBytes", ELEMENT_BYTES, () -> MaxRegister.empty(strings).raise(a, TOO_LONG));
        assertExceeds(
                "elementBytes", ELEMENT_BYTES, () -> MinRegister.empty(strings).lower(a, TOO_LONG));
        assertExceeds(
                "elementBytes",
                ELEMENT_BYTES,
                () -> LWWMap.empty(strings, strings).put(a, TOO_LONG, ""));
        assertExceeds(
                "elementBytes",
                ELEMENT_BYTES,
                () -> map.update(a, TOO_LONG, GCounter.TYPE, count -> count.increment(a)));
        assertExceeds(
                "elementBytes",
                ELEMENT_BYTES,
                () -> map.update(a, "key", LWWRegister.type(strings), nested -> nested.set(a, TOO_LONG)));
        assertThat(set.contains(TOO_LONG)).isFalse();
        assertThat(set.remove(a, TOO_LONG)).isSameAs(set);
        assertThat(map.containsKey(TOO_LONG)).isFalse();
        assertThat(map.remove(a, TOO_LONG)).isSameAs(map);
    }

    @Test
    void longerOnesAreRefusedWhereTheyAreRead() {
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES,
                ORSet.type(generous, strings),
                ORSet.type(normal, strings),
                set -> set.add(a, TOO_LONG));
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES,
                MVRegister.type(generous, strings),
                MVRegister.type(normal, strings),
                register -> register.set(a, TOO_LONG));
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES,
                LWWRegister.type(generous, strings),
                LWWRegister.type(normal, strings),
                register -> register.set(a, TOO_LONG));
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES,
                GSet.type(generous, strings),
                GSet.type(normal, strings),
                set -> set.add(a, TOO_LONG));
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES + 1, // with the byte that tells elements from tombstones
                TwoPhaseSet.type(generous, strings),
                TwoPhaseSet.type(normal, strings),
                set -> set.add(a, TOO_LONG));
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES,
                MaxRegister.type(generous, strings),
                MaxRegister.type(normal, strings),
                register -> register.raise(a, TOO_LONG));
        assertRefusedByReaders(
                "elementBytes",
                ELEMENT_BYTES,
                ORMap.type(generous, strings, List.of()),
                ORMap.type(normal, strings, List.of()),
                map -> map.update(a, TOO_LONG, GCounter.type(generous), count -> count.increment(a)));
    }

    @Test
    void tenThousandReplicasWriteOneSet() {
        ORSet<Integer> set = ORSet.type(normal, ValueCodec.ints()).empty();
        for (int i = 0; i < 10_000; i++) {
            set = set.add(author("replica-" + i), i);
        }
        assertThat(set.size()).isEqualTo(10_000);
        ORSet<Integer> copy = sent(set);
        assertThat(copy).isEqualTo(set);
        assertThat(copy.digest()).isEqualTo(set.digest());
        assertThat(set.merge(copy)).isSameAs(set);
        ORSet<Integer> removed = copy.remove(author("one more"), 77);
        assertThat(set.merge(sent(removed.deltaFrom(set)))).isEqualTo(removed);
    }

    @Test
    void tenThousandReplicasWriteOneCounter() {
        PNCounter counter = PNCounter.type(normal).empty();
        for (int i = 0; i < 10_000; i++) {
            counter = counter.decrement(author("replica-" + i), i);
        }
        assertThat(counter.value()).isEqualTo(-49_995_000);
        assertThat(sent(counter)).isEqualTo(counter);
        assertThat(counter.merge(sent(counter))).isSameAs(counter);
    }

    @Test
    void oneReplicaTooManyIsRefusedWhereItWritesAndWhereItIsRead() {
        GCounter counter = GCounter.type(generous).empty();
        ORSet<Integer> set = ORSet.type(generous, ValueCodec.ints()).empty();
        for (int i = 0; i < 16_384; i++) {
            Author author = author("replica-" + i);
            counter = counter.increment(author);
            set = i % 16 == 0 ? set.add(author, i) : set;
        }
        GCounter full = GCounter.type(normal).decode(GCounter.type(generous).encode(counter));
        assertThat(full.value()).isEqualTo(16_384);
        assertExceeds("replicas", 16_384, () -> full.increment(author("one more")));
        assertThat(full.value()).isEqualTo(16_384);
        byte[] more = GCounter.type(generous).encode(counter.increment(author("one more")));
        assertExceeds("replicas", 16_384, () -> GCounter.type(normal).decode(more));

        Realm narrow = Realm.of(1, 2, ValueLimits.DEFAULT.withReplicas(1_024));
        CrdtType<ORSet<Integer>> narrowSets = ORSet.type(narrow, ValueCodec.ints());
        ORSet<Integer> fullSet = narrowSets.decode(set.type().encode(set));
        assertThat(fullSet.size()).isEqualTo(1_024);
        assertExceeds("replicas", 1_024, () -> fullSet.add(author("one more"), 1));
        byte[] moreInSet = set.type().encode(set.add(author("one more"), 1));
        assertExceeds("replicas", 1_024, () -> narrowSets.decode(moreInSet));
    }

    @Test
    void tooManyRunsAreRefusedWhereTheyAriseAndWhereTheyAreRead() {
        Realm narrow = Realm.of(1, 2, ValueLimits.DEFAULT.withRuns(10));
        ORSet<Integer> whole = ORSet.type(normal, ValueCodec.ints()).empty();
        for (int i = 0; i < 22; i++) {
            whole = whole.add(a, i);
        }
        ORSet<Integer> ten = ORSet.type(normal, ValueCodec.ints()).empty();
        ORSet<Integer> before = ten;
        ORSet<Integer> forked = ten;
        for (int i = 0; i < 22; i++) {
            forked = forked.add(a, i);
            ten = i % 2 == 0 && i < 20 ? ten.merge(forked.deltaFrom(before)) : ten;
            before = forked;
        }
        CrdtType<ORSet<Integer>> narrowSets = ORSet.type(narrow, ValueCodec.ints());
        ORSet<Integer> full = narrowSets.decode(ten.type().encode(ten));
        assertThat(full.size()).isEqualTo(10);
        ORSet<Integer> elsewhere = narrowSets.empty().add(author("b"), 1);
        assertExceeds("runs", 10, () -> full.merge(elsewhere));
        byte[] eleven = ten.type().encode(ten.merge(whole.remove(author("b"), 1).deltaFrom(whole)));
        assertExceeds("runs", 10, () -> narrowSets.decode(eleven));
    }

    @Test
    void nestedCountersNeverLoseAnIncrementToOverflow() {
        ORMap<String> map = ORMap.empty(strings);
        for (int i = 0; i < 20; i++) {
            Author writer = author("writer" + i);
            map = map.update(writer, "key", PNCounter.TYPE, count -> count.increment(writer, Long.MAX_VALUE));
        }
        PNCounter count = map.get("key", PNCounter.TYPE);
        assertThatThrownBy(count::value).isInstanceOf(CounterOverflowException.class);
        assertThat(count.toJson()).isEqualTo("184467440737095516140");
        assertThat(sent(map)).isEqualTo(map);
        ORMap<String> back = map;
        for (int i = 20; i < 40; i++) {
            Author writer = author("writer" + i);
            back = back.update(writer, "key", PNCounter.TYPE, each -> each.decrement(writer, Long.MAX_VALUE));
        }
        assertThat(back.get("key", PNCounter.TYPE).value()).isZero();
    }

    @Test
    void oneWritersTotalsAreBoundedInsideOfMapsAsOutside() {
        ORMap<String> full = ORMap.empty(strings)
                .update(a, "key", PNCounter.TYPE, count -> count.increment(a, Long.MAX_VALUE - 1))
                .update(a, "key", PNCounter.TYPE, count -> count.increment(a));
        assertThatThrownBy(() -> full.update(a, "key", PNCounter.TYPE, count -> count.increment(a)))
                .isInstanceOf(CounterOverflowException.class);
        ORMap<String> more = full.update(a, "key", PNCounter.TYPE, count -> count.decrement(a, 3));
        assertThat(more.get("key", PNCounter.TYPE).value()).isEqualTo(Long.MAX_VALUE - 3);
        ORMap<String> anew = more.remove(a, "key").update(a, "key", PNCounter.TYPE, count -> count.increment(a));
        assertThat(anew.get("key", PNCounter.TYPE).value()).isEqualTo(1);
    }
}
