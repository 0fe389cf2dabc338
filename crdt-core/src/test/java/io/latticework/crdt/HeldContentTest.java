package io.latticework.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.error.MergeException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Held;
import io.latticework.crdt.internal.store.MergeGuard;
import io.latticework.crdt.internal.store.Stamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** States of a user's type that do not merge, side by side. */
class HeldContentTest {
    private static boolean broken;

    @AfterEach
    void repair() {
        broken = false;
    }

    /** A set of bits; while it is broken, none merges with another. */
    private record Bits(long bits) implements Crdt<Bits> {
        static final CrdtType<Bits> TYPE = CrdtType.of("bits", new Bits(0), new Codec());

        @Override
        public CrdtType<Bits> type() {
            return TYPE;
        }

        @Override
        public Bits merge(Bits other) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return (bits | other.bits) == bits ? this : new Bits(bits | other.bits);
        }
    }

    private record Codec() implements ValueCodec<Bits> {
        @Override
        public String name() {
            return "bits";
        }

        @Override
        public byte[] encode(Bits value) {
            return ValueCodec.longs().encode(value.bits);
        }

        @Override
        public Bits decode(byte[] bytes, int offset, int length) {
            return new Bits(ValueCodec.longs().decode(bytes, offset, length));
        }
    }

    private static Content state(long bits) {
        return new LatticeContent<>(Bits.TYPE, new Bits(bits));
    }

    @CanIgnoreReturnValue
    private static <T> T patiently(Supplier<T> action) {
        List<T> result = new ArrayList<>();
        MergeGuard.within(MergeGuard.PATIENT, () -> result.add(action.get()));
        return result.get(0);
    }

    private static Content held(long... states) {
        broken = true;
        Content joined = state(states[0]);
        for (long each : states) {
            Content before = joined;
            joined = patiently(() -> before.join(state(each)));
        }
        broken = false;
        return joined;
    }

    private static byte[] bytes(Content content) {
        ByteWriter out = new ByteWriter();
        content.writeTo(out, new Stamps());
        return out.toBytes();
    }

    private static Content read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Content content = new NestedTypes(List.of(Bits.TYPE)).read("~bits", in);
        in.requireEnd();
        return content;
    }

    @Test
    void outsideOfAReplicaAMergeThatThrowsThrows() {
        ORMap<String> map = ORMap.empty(ValueCodec.strings());
        Author ann = Author.of(ReplicaId.of("ann", 1));
        ORMap<String> one = map.update(ann, "k", Bits.TYPE, bits -> new Bits(1));
        ORMap<String> two = one.update(ann, "k", Bits.TYPE, bits -> new Bits(bits.bits() + 2));
        broken = true;
        assertThatThrownBy(() -> state(1).join(state(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> one.merge(two)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatDoesNotMergeLiesSideBySideUntilItDoes() {
        Content held = held(1, 2, 4);
        assertThat(((Held) held).states()).isEqualTo(3);
        broken = true;
        assertThatThrownBy(() -> ((Held) held).resolved()).isInstanceOf(MergeException.class);
        broken = false;
        Content resolved = ((Held) held).resolved();
        assertThat(Birth.<Bits>of(resolved).state()).isEqualTo(new Bits(7));
        broken = true;
        for (long each : new long[] {1, 2, 4}) {
            assertThat(resolved.join(state(each)))
                    .as("nobody need merge what is retired")
                    .isSameAs(resolved);
            assertThat(state(each).join(resolved)).isEqualTo(resolved);
        }
        assertThat(held.join(resolved)).isSameAs(resolved);
        assertThat(Birth.<Bits>of(((Held) resolved).plain()).state()).isEqualTo(new Bits(7));
    }

    @Test
    void joinsOfSetsAreThoseOfALattice() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Held a = randomly(random);
            Held b = randomly(random);
            Held c = randomly(random);
            broken = true; // no user's code is called but where both sides have one state
            patiently(() -> {
                assertThat(bytes(a.join(b))).isEqualTo(bytes(b.join(a)));
                assertThat(bytes(a.join(b).join(c))).isEqualTo(bytes(a.join(b.join(c))));
                assertThat(a.join(a)).isSameAs(a);
                assertThat(a.join(a.join(b)))
                        .satisfies(all -> assertThat(bytes(all)).isEqualTo(bytes(a.join(b))));
                Content delta = a.join(b).deltaFrom(b);
                Content whole = delta == null ? b : b.join(delta);
                assertThat(bytes(whole)).isEqualTo(bytes(a.join(b)));
                return true;
            });
            broken = false;
        }
    }

    @Test
    void aDeltaRetiresNothingWithoutWhatItWasMergedInto() {
        Content all = held(1, 2, 3);
        Content delta = all.join(((Held) held(1, 2)).resolved()).deltaFrom(all);
        assertThat(delta).isNotNull();
        assertThat(Birth.<Bits>of(state(1).join(delta)).state()).isEqualTo(new Bits(3));
        assertThat(Birth.<Bits>of(state(8).join(delta)).state()).isEqualTo(new Bits(11));
        byte[] none = new ByteWriter()
                .writeVarint(0)
                .writeVarint(0)
                .writeVarint(1)
                .write(new byte[16], 0, 16)
                .toBytes();
        assertThatThrownBy(() -> read(none)).isInstanceOf(CrdtException.class);
    }

    private static Held randomly(Random random) {
        Held held = (Held) held(1 + random.nextInt(3), 8, 16 + random.nextInt(4));
        Content after = random.nextBoolean() ? held : held.resolved();
        broken = true;
        Content joined = patiently(() -> after.join(held(32L + random.nextInt(3), 64)));
        broken = false;
        return (Held) joined;
    }

    @Test
    void itSurvivesItsBytesAndHasOneForm() {
        for (Content each : List.of(
                state(5), held(1, 2), ((Held) held(1, 2)).resolved(), held(1, 2).join(held(4, 8)))) {
            byte[] bytes = bytes(each);
            assertThat(bytes(read(bytes))).isEqualTo(bytes);
            assertThat(Birth.<Bits>of(read(bytes)).digest())
                    .isEqualTo(Birth.<Bits>of(each).digest());
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> read(cut)).isInstanceOf(CrdtException.class);
            }
        }
        byte[] one = new ByteWriter()
                .writeVarint(0)
                .writeVarint(1)
                .writeBlock(new byte[8])
                .writeVarint(0)
                .toBytes();
        assertThatThrownBy(() -> read(one)).isInstanceOf(CrdtException.class);
        byte[] twice = new ByteWriter()
                .writeVarint(0)
                .writeVarint(2)
                .writeBlock(new byte[8])
                .writeBlock(new byte[8])
                .writeVarint(0)
                .toBytes();
        assertThatThrownBy(() -> read(twice)).isInstanceOf(CrdtException.class);
        byte[] many = new ByteWriter()
                .writeVarint(0)
                .writeVarint(200)
                .write(new byte[400], 0, 400)
                .toBytes();
        assertThatThrownBy(() -> read(many)).hasMessageContaining("heldStates");
    }

    @Test
    void aStateThatCannotBeReadIsKeptAsItCame() {
        byte[] strange =
                new ByteWriter().writeVarint(3).write(new byte[] {1, 2}, 0, 2).toBytes();
        assertThatThrownBy(() -> read(strange)).isInstanceOf(CrdtException.class);
        Content kept = patiently(() -> read(strange));
        assertThat(bytes(kept)).isEqualTo(strange);
        assertThatThrownBy(() -> Birth.<Bits>of(kept).state()).isInstanceOf(MergeException.class);
        Content joined = patiently(() -> kept.join(state(1)));
        assertThat(((Held) joined).states()).isEqualTo(2);
    }
}
