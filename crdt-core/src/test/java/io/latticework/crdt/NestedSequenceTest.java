package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts and lists inside maps: they grow under the dot of their first write, their birth. */
class NestedSequenceTest {
    private static final CrdtType<ORMap<String>> MAPS = ORMap.type(ValueCodec.strings());
    private static final CrdtType<RGA<Long>> LISTS = RGA.type(ValueCodec.longs());

    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");
    private final ORMap<String> empty = MAPS.empty();
    private final ORMap<String> hello = append(a, empty, "hello");

    private static ORMap<String> append(Author author, ORMap<String> map, String word) {
        return map.update(author, "text", RGAText.TYPE, text -> text.append(author, word));
    }

    private static String text(ORMap<String> map) {
        return map.get("text", RGAText.TYPE).text();
    }

    private static long seen(ORMap<String> map, Author author) {
        return Bridge.get().kernel(map).context().lastSequence(author.replica());
    }

    /** Joins both ways round, to the same bytes, and returns the join. */
    private static ORMap<String> join(ORMap<String> left, ORMap<String> right) {
        ORMap<String> joined = left.merge(sent(right));
        assertThat(right.merge(sent(left))).isEqualTo(joined);
        assertThat(MAPS.canonicalBytes(right.merge(left))).isEqualTo(MAPS.canonicalBytes(joined));
        return joined;
    }

    @Test
    void aTextIsWrittenReadAndSent() {
        ORMap<String> more = append(b, sent(hello), " world");
        assertThat(text(more)).isEqualTo("hello world");
        assertThat(hello.types("text")).containsExactly("text");
        assertThat(more.toJson()).isEqualTo("{\"text\":\"hello world\"}");
        assertThat(join(hello, more)).isEqualTo(more);
        assertThat(hello.merge(sent(more.deltaFrom(hello)))).isEqualTo(more);
        assertThat(more.merge(hello)).isSameAs(more);
    }

    @Test
    void aListIsWrittenReadAndSent() {
        ORMap<String> list = empty.update(a, "list", LISTS, each -> each.insertAll(a, 0, List.of(3L, 5L)));
        ORMap<String> more = list.update(b, "list", LISTS, each -> each.insert(b, 1, 4L));
        assertThat(more.get("list", LISTS).values()).containsExactly(3L, 4L, 5L);
        assertThat(list.types("list")).containsExactly("list<long>");
        assertThat(more.toJson()).isEqualTo("{\"list\":[3,4,5]}");
        assertThat(MAPS.toTypedJson(more)).isEqualTo("{\"list\":{\"@list<long>\":[3,4,5]}}");
        assertThat(join(list, more)).isEqualTo(more);
    }

    @Test
    void concurrentEditsOfOneTextJoin() {
        ORMap<String> joined = join(append(a, hello, "!"), append(b, hello, "?"));
        assertThat(text(joined)).startsWith("hello").hasSize(7).contains("!", "?");
    }

    @Test
    void textsBornAtTheSameTimeJoinAndGoOnAsOne() {
        ORMap<String> joined = join(hello, append(b, empty, "servus"));
        assertThat(text(joined)).hasSize(11).contains("hello").contains("servus");
        ORMap<String> more = append(c, joined, ".");
        assertThat(text(more)).isEqualTo(text(joined) + ".");
        assertThat(join(more, joined)).isEqualTo(more);
        assertThat(text(join(append(a, joined, "1"), append(b, joined, "2")))).hasSize(13);
    }

    /** Later writes put the whole text under the greatest birth, on all replicas alike; whoever removes that takes it all. */
    @Test
    void aRemoveTakesAJoinedTextExactlyIfItSawTheGreatestBirth() {
        ORMap<String> servus = append(b, empty, "servus");
        ORMap<String> more = append(c, join(hello, servus), ".");
        assertThat(text(more)).isEqualTo("servushello.");
        assertThat(text(join(more, hello.remove(a, "text")))).isEqualTo("servushello.");
        assertThat(text(join(more, servus.remove(b, "text")))).isEqualTo("hello");
        assertThat(join(more, more.remove(a, "text")).isEmpty()).isTrue();
    }

    @Test
    void deleteBeatsConcurrentWritesToTheBirthsThatItSaw() {
        ORMap<String> removed = hello.remove(b, "text");
        assertThat(join(removed, append(a, hello, "!")).isEmpty()).isTrue();
        ORMap<String> again = append(b, removed, "anew");
        assertThat(text(join(again, append(a, hello, "!")))).isEqualTo("anew");
    }

    @Test
    void anUpdateThatReturnsAnotherTextAddsItAndLosesNothing() {
        RGAText outside = RGAText.empty().append(c, "outside");
        ORMap<String> more = hello.update(a, "text", RGAText.TYPE, text -> outside);
        assertThat(text(more)).hasSize(12).contains("hello").contains("outside");
        assertThat(hello.update(a, "text", RGAText.TYPE, text -> RGAText.empty()))
                .isSameAs(hello);
        ORMap<String> longer = append(a, hello, "!");
        RGAText old = hello.get("text", RGAText.TYPE);
        assertThat(longer.update(a, "text", RGAText.TYPE, text -> old)).isSameAs(longer);
    }

    /** The map's context says who writes by which dot; it must not claim the dots of others that a text names. */
    @Test
    void aTextFromOutsideBringsNoDotsOfOthersIntoTheContext() {
        assertThat(seen(hello, a))
                .as("one for the writer of the text, one for the birth")
                .isEqualTo(2);
        assertThat(seen(append(a, hello, "!"), a)).as("goes on under both").isEqualTo(2);
        Author late = author("late");
        RGAText outside = RGAText.empty().append(late, "outside");
        ORMap<String> taken = hello.update(b, "text", RGAText.TYPE, text -> text.merge(outside));
        assertThat(seen(taken, late)).isZero();
        ORMap<String> theirs = append(author("late"), empty, "theirs");
        assertThat(text(join(taken, theirs))).contains("hello").contains("theirs");
    }

    @Test
    void theSameHistoryInTwoRealmsHasTheSameBytes() {
        Realm one = Realm.of(1, 2, ValueLimits.DEFAULT);
        Realm two = Realm.of(1, 2, ValueLimits.DEFAULT);
        for (String name : List.of("z", "y", "x")) {
            assertThat(two.index(ReplicaId.of(name, 1))).isNotNegative();
        }
        assertThat(bytes(one)).isEqualTo(bytes(two));
    }

    private static byte[] bytes(Realm realm) {
        CrdtType<ORMap<String>> maps = ORMap.type(realm, ValueCodec.strings(), List.of());
        CrdtType<RGAText> texts = RGAText.type(realm);
        ORMap<String> map = maps.empty();
        for (String name : List.of("x", "y", "z")) {
            Author author = author(name);
            map = map.merge(maps.empty().update(author, "t", texts, text -> text.append(author, name)));
        }
        Author next = author("next");
        ORMap<String> more = map.update(next, "t", texts, text -> text.append(next, "."));
        CausalContext context = Bridge.get().kernel(more).context();
        assertThat(context.realm()).isSameAs(realm);
        assertThat(more.get("t", texts).in(realm)).isEqualTo(more.get("t", texts));
        return maps.canonicalBytes(more);
    }
}
