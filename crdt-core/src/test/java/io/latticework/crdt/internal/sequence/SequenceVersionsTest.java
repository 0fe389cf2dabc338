package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Versions that know how they came from each other do as their copies do, which know nothing of that. */
class SequenceVersionsTest {
    private static final int HISTORIES = 300;
    private static final Realm REALM = Realm.shared();

    private final Author a = Author.of(ReplicaId.of("a", 1));
    private final Author b = Author.of(ReplicaId.of("b", 2));
    private SplittableRandom random = new SplittableRandom(0);

    private static Sequence empty() {
        return Sequence.empty(REALM, Medium.TEXT);
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }

    private static Sequence copy(Sequence sequence) {
        return Sequence.read(new ByteReader(bytes(sequence)), REALM, Medium.TEXT);
    }

    /** A few versions, each made of one of those before: typed on, deleted on, or with what another has. */
    private List<Sequence> versions() {
        List<Sequence> versions = new ArrayList<>(List.of(empty().insert(a, 0, "some text to begin with")));
        int place = 5;
        for (int i = 0; i < 12; i++) {
            Sequence from = versions.get(Math.max(0, versions.size() - 1 - random.nextInt(3)));
            Sequence other = versions.get(random.nextInt(versions.size()));
            place = random.nextInt(4) == 0 ? random.nextInt(20) : place;
            int at = Math.min(from.length(), place);
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    versions.add(from.insert(a, at, "xy"));
                    place = at + 2;
                }
                case 2, 3 -> {
                    place = Math.max(0, at - 1 - random.nextInt(2));
                    versions.add(from.delete(place, at));
                }
                case 4, 5 -> versions.add(from.delete(at, Math.min(from.length(), at + 1 + random.nextInt(2))));
                case 6 -> versions.add(from.insert(b, at, "B"));
                default -> versions.add(from.merge(other.deltaFrom(from)));
            }
        }
        return versions;
    }

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void anyTwoVersionsDifferAndJoinAsTheirCopiesDo(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        random = new SplittableRandom(seed);
        List<Sequence> versions = versions();
        List<Sequence> copies =
                versions.stream().map(SequenceVersionsTest::copy).toList();
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                Sequence left = versions.get(i);
                Sequence right = versions.get(j);
                Sequence delta = left.deltaFrom(right);
                Sequence joined = copies.get(j).merge(copies.get(i));
                assertThat(bytes(delta)).isEqualTo(bytes(copies.get(i).deltaFrom(copies.get(j))));
                assertThat(bytes(right.merge(delta))).isEqualTo(bytes(joined));
                assertThat(bytes(right.merge(left))).isEqualTo(bytes(joined));
                boolean grew = joined.isSame(copies.get(i));
                assertThat(joined.equals(copies.get(i))).isEqualTo(grew);
                assertThat(!left.growsFrom(right) || grew)
                        .as("%d grows from %d", i, j)
                        .isTrue();
                assertThat(left.isSame(right))
                        .isEqualTo(copies.get(i).digest().equals(copies.get(j).digest()));
                assertThat(bytes(copies.get(i)).length).isLessThanOrEqualTo(left.weight());
            }
        }
    }

    @Example
    void aVersionGrowsFromThoseThatItWasTypedAndDeletedFrom() {
        Sequence base = empty().insert(a, 0, "abcdef");
        Sequence typed = base.insert(a, 6, "g");
        Sequence more = typed.insert(a, 7, "h");
        Sequence deleted = more.delete(3, 4);
        Sequence backwards = deleted.delete(2, 3);
        Sequence forwards = deleted.delete(3, 4);
        assertThat(typed.growsFrom(base)).isTrue();
        assertThat(more.growsFrom(typed)).isTrue();
        assertThat(deleted.growsFrom(more)).isTrue();
        assertThat(backwards.growsFrom(deleted)).isTrue();
        assertThat(forwards.growsFrom(deleted)).isTrue();
        assertThat(backwards.growsFrom(forwards)).isFalse();
        assertThat(forwards.growsFrom(backwards)).isFalse();
        assertThat(typed.growsFrom(more)).isFalse();
        assertThat(deleted.growsFrom(backwards)).isFalse();
        assertThat(deleted.growsFrom(copy(deleted))).isFalse();
    }

    @Example
    void aVersionNamesTheWritersThatAFormerOneDidNotHave() {
        Sequence base = empty().insert(a, 0, "abc");
        Sequence theirs = base.insert(b, 1, "x");
        assertThat(base.newWriters(empty())).hasSize(1);
        assertThat(base.insert(a, 3, "d").newWriters(base)).isEmpty();
        assertThat(theirs.newWriters(base)).hasSize(1).doesNotContain(base.newWriters(empty()));
        assertThat(base.merge(theirs.deltaFrom(base)).newWriters(base)).isEqualTo(theirs.newWriters(base));
        assertThat(theirs.newWriters(empty())).hasSize(2).contains(base.newWriters(empty()));
        assertThat(copy(theirs).newWriters(copy(base))).isEqualTo(theirs.newWriters(base));
        assertThat(base.newWriters(theirs)).isEmpty();
    }

    /** An id has 39 bits for its number. */
    @Example
    void aSequenceEndsWithTheLastId() {
        Writers writers = Writers.none(REALM).with(REALM.pack(new Dot(ReplicaId.of("old", 1), 1)));
        Run last = new Run(Ids.pack(Ids.MAX_COUNTER - 4, 0), Span.meta(2, 0), Ids.ROOT, Chars.of("ab"));
        Sequence old = empty().merge(Sequence.of(new Parcel(writers, last)));
        assertThatThrownBy(() -> old.insert(a, 2, "cdef")).isInstanceOf(CausalityException.class);
        assertThat(old.insert(a, 2, "cde").text()).isEqualTo("abcde");
        Sequence typed = old.insert(a, 0, "c").insert(a, 1, "d");
        assertThatThrownBy(() -> typed.insert(a, 0, "xy")).isInstanceOf(CausalityException.class);
        Sequence full = typed.delete(3, 4).insert(a, 0, "x");
        assertThat(full.text()).isEqualTo("xcda");
        assertThatThrownBy(() -> full.delete(0, 1).insert(a, 1, "y")).isInstanceOf(CausalityException.class);
        assertThat(copy(full).text()).isEqualTo("xcda");
    }
}
