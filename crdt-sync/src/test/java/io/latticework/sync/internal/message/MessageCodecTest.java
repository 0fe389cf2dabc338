package io.latticework.sync.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.store.Cut;
import io.latticework.crdt.internal.store.Range;
import io.latticework.crdt.internal.store.Stretch;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Entries;
import io.latticework.sync.internal.message.Message.Fetch;
import io.latticework.sync.internal.message.Message.Fragment;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Listing;
import io.latticework.sync.internal.message.Message.Offer;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Part;
import io.latticework.sync.internal.message.Message.Probe;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.Message.Rumor;
import io.latticework.sync.internal.message.Message.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    static Stream<Message> messages() {
        Range range = new Range(List.of(new Range.Step(-5, new byte[] {1, 'k'})), 0xABL << 56, 8);
        Probe probe = new Probe(range, 1 << 3 | 1 << 15, new int[16]);
        probe.hashes()[3] = -1;
        probe.hashes()[15] = 7;
        Listing listing = new Listing(range, new long[] {-4}, new int[] {1}, new int[] {5});
        Part part = new Part(new Range(List.of(), -1, 64), true, 6, 1, 2, new byte[] {3});
        List<Message.Item> items = List.of(
                probe, listing, new Entries(Range.ALL, false, true), part, new Entries(range.child(15), true, false));
        Cut cut = new Cut(List.of(new Range.Step(-5, new byte[] {1, 'k'}), new Range.Step(6, new byte[0])));
        return Stream.of(
                new Draw(5, 128, new byte[] {6}),
                new Offer(5, new byte[] {7}, List.of(cut, new Cut(List.of(new Range.Step(9, new byte[] {1}))))),
                new Fetch(5, 6, new Stretch(Cut.START, cut), 8),
                new Chunk(5, 6, new Stretch(cut, null), true, new byte[] {8}),
                new Chunk(5, 6, Stretch.ALL, false, new byte[0]),
                new Hello(new Protocol(1, 65_535, -2), new byte[] {5, 6}),
                new Goodbye(Refusal.VERSION.code(), "why not"),
                new Pulse(new Digest(1, -2), 3, 4, 8, 1500, List.of("ann", "bob")),
                new Rumor(3, new byte[] {4}),
                new Delta(7, 0, 2, new byte[] {1, 2, 3}),
                new Ack(-9, 1L << 39, List.of(1L, 1L << 40)),
                new Open(3, true, false, new byte[] {4}, 7, 8),
                new Turn(3, 4, 5, true, true, items, new byte[] {8}, new byte[0]),
                new Turn(3, 4, 5, false, false, List.of(), new byte[0], new byte[] {9}),
                new Close(3, new Digest(5, -6), true, false),
                new Fragment(1, 2, 3, new byte[] {9}));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageSurvivesItsBytes(Message message) {
        byte[] frame = MessageCodec.encode(message);
        Message back = MessageCodec.decode(frame);
        assertThat(back).isExactlyInstanceOf(message.getClass());
        assertThat(MessageCodec.encode(back)).isEqualTo(frame);
        assertThat(back).usingRecursiveComparison().isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyBeginningAndEveryContinuationOfAMessageIsRefused(Message message) {
        byte[] frame = MessageCodec.encode(message);
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(CrdtException.class);
        }
        assertThatThrownBy(() -> MessageCodec.decode(Arrays.copyOf(frame, frame.length + 1)))
                .isInstanceOf(CrdtException.class);
    }

    @Property(tries = 20_000)
    void strangeBytesAreRefusedOrAreAMessage(@ForAll("frames") byte[] frame) {
        try {
            Message message = MessageCodec.decode(frame);
            assertThat(MessageCodec.decode(MessageCodec.encode(message))).hasSameClassAs(message);
        } catch (CrdtException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Provide
    Arbitrary<byte[]> frames() {
        return Arbitraries.of(messages().map(MessageCodec::encode).toList())
                .flatMap(frame -> Arbitraries.integers()
                        .between(0, frame.length - 1)
                        .flatMap(at -> Arbitraries.bytes().map(value -> {
                            byte[] damaged = frame.clone();
                            damaged[at] = value;
                            return damaged;
                        })));
    }
}
