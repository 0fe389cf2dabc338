package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Renewal;
import io.latticework.crdt.time.HybridLogicalClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A writer whose state was put back to an older one uses its dots a second time. What it wrote since is written anew under
 * another incarnation, before it meets what the dots mean elsewhere.
 */
class RenewalTest {
    private static final CrdtType<ORSet<String>> SETS = ORSet.type(ValueCodec.strings());
    private static final CrdtType<MVRegister<String>> SIBLINGS = MVRegister.type(ValueCodec.strings());
    private static final CrdtType<LWWRegister<String>> REGISTERS = LWWRegister.type(ValueCodec.strings());
    private static final CrdtType<ORMap<String>> MAPS = ORMap.type(ValueCodec.strings());

    private final Author other = author("other");
    private final ReplicaId id = ReplicaId.of("writer", 1);
    private final Author first = Author.of(id);
    private final Author renewed = Author.of(ReplicaId.of("writer", 2));

    /** What was stored, and lives everywhere. */
    private final ORMap<String> stored = write(first, "stored", write(other, "other", MAPS.empty()));

    private final long last = last(stored);

    /** What the writer wrote after that, and forgot; it lives elsewhere. */
    private final ORMap<String> forgotten = write(first, "forgotten", stored);

    /** What it wrote instead, with the same dots. */
    private final ORMap<String> rewritten =
            write(Author.resuming(id, last, HybridLogicalClock.logical()), "again", stored);

    private static ORMap<String> write(Author author, String word, ORMap<String> before) {
        ORMap<String> map = before.update(author, "set", SETS, set -> set.add(author, word))
                .update(author, "siblings " + word, SIBLINGS, siblings -> siblings.set(author, word))
                .update(author, "register " + word, REGISTERS, register -> register.set(author, word))
                .update(author, "map", MAPS, inner -> inner.update(author, word, SETS, set -> set.add(author, word)));
        for (int i = 0; i < 12; i++) { // more than a line keeps, so that some are folded
            map = map.update(author, "count", PNCounter.TYPE, count -> count.increment(author, 1));
            map = map.update(
                    author,
                    "map",
                    MAPS,
                    inner -> inner.update(author, "count", PNCounter.TYPE, count -> count.decrement(author, 2)));
        }
        return map.update(author, "gone " + word, SETS, set -> set.add(author, word))
                .remove(author, "gone " + word);
    }

    private long last(ORMap<String> map) {
        return kernel(map).context().lastSequence(id);
    }

    private static Causal kernel(ORMap<String> map) {
        return Bridge.get().kernel(map);
    }

    private CausalContext after(long sequence, ORMap<String> map) {
        Realm realm = kernel(map).realm();
        int index = realm.index(id);
        return CausalContext.ofRuns(realm, List.of(new long[] {
            Realm.pack(index, sequence + 1), Realm.pack(index, last(map))
        }));
    }

    private ORMap<String> renewed() {
        return Bridge.get().map(MAPS.empty(), Renewal.renewed(kernel(rewritten), after(last, rewritten), renewed));
    }

    private static long count(ORMap<String> map) {
        return map.get("count", PNCounter.TYPE).value();
    }

    private static long nestedCount(ORMap<String> map) {
        return map.get("map", MAPS).get("count", PNCounter.TYPE).value();
    }

    @Test
    void theValueStaysAndTheDotsGo() {
        ORMap<String> anew = renewed();
        assertThat(anew.toJson()).isEqualTo(rewritten.toJson());
        assertThat(last(anew)).isEqualTo(last);
        assertThat(kernel(anew).context().lastSequence(renewed.replica())).isPositive();
        assertThat(sent(anew)).isEqualTo(anew);
        assertThat(anew.merge(stored)).isSameAs(anew);
        assertThat(stored.merge(sent(anew.deltaFrom(stored)))).isEqualTo(anew);
    }

    @Test
    void nothingIsLostWhenItMeetsWhatTheDotsMeanElsewhere() {
        ORMap<String> anew = renewed();
        ORMap<String> met = anew.merge(forgotten);
        assertThat(met.get("set", SETS).elements()).containsExactlyInAnyOrder("other", "stored", "forgotten", "again");
        assertThat(met.keys())
                .contains("siblings forgotten", "siblings again", "register forgotten", "register again")
                .doesNotContain("gone forgotten", "gone again");
        assertThat(met.get("map", MAPS).keys()).contains("forgotten", "again");
        assertThat(count(met)).isEqualTo(12 * 4);
        assertThat(nestedCount(met)).isEqualTo(-24 * 4);
        ORMap<String> sameMet = forgotten.merge(anew);
        assertThat(sameMet).isEqualTo(met);
        assertThat(MAPS.canonicalBytes(sameMet)).isEqualTo(MAPS.canonicalBytes(met));
    }

    @Test
    void withoutItBothMeaningsOfADotAreLost() {
        ORMap<String> met = rewritten.merge(forgotten);
        assertThat(met.get("set", SETS).elements()).doesNotContain("forgotten", "again");
    }

    @Test
    void removalsOfWhatOthersWroteStay() {
        Author back = Author.resuming(id, last, HybridLogicalClock.logical());
        ORMap<String> removed = stored.update(back, "set", SETS, set -> set.remove(back, "other"));
        ORMap<String> anew =
                Bridge.get().map(MAPS.empty(), Renewal.renewed(kernel(removed), after(last, removed), renewed));
        assertThat(anew.get("set", SETS).elements()).containsExactly("stored");
        assertThat(stored.merge(sent(anew.deltaFrom(stored)))).isEqualTo(anew);
        assertThat(anew.merge(forgotten).get("set", SETS).elements()).containsExactlyInAnyOrder("stored", "forgotten");
        assertThat(kernel(anew).context().lastSequence(renewed.replica())).isEqualTo(1);
    }

    /** A dot of its own says what was removed; where nothing was, there is none. */
    @Test
    void writesThatRemovedNothingAreRenewedDotByDot() {
        Author back = Author.resuming(id, last, HybridLogicalClock.logical());
        ORMap<String> added = stored;
        for (String word : List.of("one", "two", "three")) {
            added = added.update(back, "new", SETS, set -> set.add(back, word));
        }
        ORMap<String> anew =
                Bridge.get().map(MAPS.empty(), Renewal.renewed(kernel(added), after(last, added), renewed));
        assertThat(kernel(anew).context().lastSequence(renewed.replica())).isEqualTo(3);
        assertThat(anew.get("new", SETS)).isNotEqualTo(added.get("new", SETS));
        assertThat(anew.toJson()).isEqualTo(added.toJson());
        ORMap<String> fewer = added.update(back, "new", SETS, set -> set.remove(back, "two"));
        Author third = Author.of(ReplicaId.of("writer", 3));
        ORMap<String> fewerAnew =
                Bridge.get().map(MAPS.empty(), Renewal.renewed(kernel(fewer), after(last, fewer), third));
        assertThat(fewerAnew.get("new", SETS).elements()).containsExactlyInAnyOrder("one", "three");
        assertThat(kernel(fewerAnew).context().lastSequence(third.replica()))
                .as("two that live, and one for what does not")
                .isEqualTo(3);
    }

    @Test
    void aStateWithoutTheDotsIsLeftAlone() {
        assertThat(Renewal.renewed(kernel(stored), after(last, rewritten), renewed))
                .isSameAs(kernel(stored));
        assertThat(Renewal.forgetting(kernel(rewritten), after(last, rewritten)).digest())
                .as("what was stored, but for what was removed or folded since")
                .isNotEqualTo(kernel(rewritten).digest());
    }

    @Test
    void aCounterGoesOnUnderTheNewIncarnation() {
        ORMap<String> anew = renewed().merge(forgotten);
        for (int i = 0; i < 20; i++) {
            anew = anew.update(renewed, "count", PNCounter.TYPE, count -> count.increment(renewed, 1));
        }
        assertThat(count(anew)).isEqualTo(12 * 4 + 20);
    }
}
