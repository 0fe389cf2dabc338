package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class FramesTest {
    private static final int LIMIT = 4096;

    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private EmbeddedChannel decoder(int limit) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(limit));
        channels.add(channel);
        return channel;
    }

    @AfterEach
    void releaseWhatTheDecodersHold() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private static byte[] payload(int length, long seed) {
        byte[] payload = new byte[length];
        new Random(seed).nextBytes(payload);
        return payload;
    }

    private static byte[] frame(byte[] payload) {
        ByteBuf frame = Frames.encode(UnpooledByteBufAllocator.DEFAULT, payload);
        try {
            return ByteBufUtil.getBytes(frame);
        } finally {
            frame.release();
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(joined::put);
        return joined.array();
    }

    private static void feed(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    private static List<byte[]> delivered(EmbeddedChannel channel) {
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame);
        }
        return frames;
    }

    /** Any client can be written from this test. */
    @Test
    void aFrameIsItsLengthItsChecksumAndItsPayload() {
        byte[] payload = "123456789".getBytes(StandardCharsets.US_ASCII);
        byte[] expected = ByteBuffer.allocate(17)
                .putInt(9)
                .putInt(0xE3069283) // the check value of CRC-32C
                .put(payload)
                .array();
        assertThat(frame(payload)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 255, 256, LIMIT - 1, LIMIT})
    void aFrameComesThroughWhole(int length) {
        EmbeddedChannel channel = decoder(LIMIT);
        byte[] payload = payload(length, length);
        feed(channel, frame(payload));
        assertThat(delivered(channel)).containsExactly(payload);
    }

    @Test
    void aFrameComesThroughByteByByte() {
        EmbeddedChannel channel = decoder(LIMIT);
        byte[] first = payload(300, 1);
        byte[] second = payload(5, 2);
        for (byte each : join(frame(first), frame(second))) {
            feed(channel, new byte[] {each});
        }
        assertThat(delivered(channel)).containsExactly(first, second);
    }

    @Test
    void tenThousandFramesComeInOnePiece() {
        EmbeddedChannel channel = decoder(LIMIT);
        List<byte[]> payloads = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            payloads.add(payload(1 + random.nextInt(40), i));
        }
        feed(channel, join(payloads.stream().map(FramesTest::frame).toArray(byte[][]::new)));
        assertThat(delivered(channel)).containsExactlyElementsOf(payloads);
    }

    @Test
    void whereTheStreamIsCutDoesNotMatter() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[][] payloads = new byte[20][];
            Arrays.setAll(payloads, i -> payload(1 + random.nextInt(100), i));
            byte[] stream = join(Arrays.stream(payloads).map(FramesTest::frame).toArray(byte[][]::new));
            EmbeddedChannel channel = decoder(LIMIT);
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + 1 + random.nextInt(50));
                feed(channel, Arrays.copyOfRange(stream, from, to));
                from = to;
            }
            assertThat(delivered(channel)).as("seed " + seed).containsExactly(payloads);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, LIMIT + 1})
    void aLengthThatNoFrameHasIsRefusedByItsFourBytes(int length) {
        EmbeddedChannel channel = decoder(LIMIT);
        byte[] four = ByteBuffer.allocate(4).putInt(length).array();
        assertThatThrownBy(() -> feed(channel, four))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.count()).isEqualTo(TransportCount.LENGTHS_REFUSED))
                .hasMessageContaining("1 to " + LIMIT)
                .hasMessageContaining(Integer.toUnsignedString(length));
    }

    /** The test has less memory than the frame would take. */
    @Test
    void whatIsOnlyAnnouncedTakesNoMemory() {
        EmbeddedChannel channel = decoder(1 << 30);
        feed(channel, ByteBuffer.allocate(12).putInt(1 << 30).array());
        assertThat(delivered(channel)).isEmpty();
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(1L << 30);
    }

    @Test
    void damageAtAnyBitIsRefusedOrWaitsButIsNeverDelivered() {
        byte[] good = frame(payload(40, 5));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            EmbeddedChannel channel = decoder(LIMIT);
            Throwable thrown = catchThrowable(() -> feed(channel, damaged));
            if (bit >= 32) {
                assertThat(thrown)
                        .as("bit " + bit)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.count()).isEqualTo(TransportCount.CHECKSUMS_REFUSED));
            }
            if (thrown == null) { // a greater length, which swallows what follows and then does not check out
                thrown = catchThrowable(() -> feed(channel, new byte[LIMIT]));
            }
            assertThat(thrown).as("bit " + bit).isInstanceOf(Refusal.class);
            assertThat(delivered(channel)).as("bit " + bit).isEmpty();
        }
    }

    @Test
    void whatCameBeforeTheDamageIsDeliveredAndNothingAfterIt() {
        byte[] first = payload(20, 1);
        byte[] damaged = frame(payload(20, 2));
        damaged[15] ^= 1;
        byte[] last = frame(payload(20, 3));
        EmbeddedChannel channel = decoder(LIMIT);
        assertThatThrownBy(() -> feed(channel, join(frame(first), damaged, last)))
                .isInstanceOf(Refusal.class);
        feed(channel, last);
        channel.finish();
        assertThat(delivered(channel)).containsExactly(first);
    }

    @Test
    void noRandomBytesAreAFrame() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(LIMIT));
            Throwable thrown = null;
            for (int chunk = 0; chunk < 5 && thrown == null; chunk++) {
                byte[] bytes = payload(1 + random.nextInt(200), random.nextLong());
                if (chunk == 0 && random.nextBoolean()) { // a plausible length at least
                    bytes = join(new byte[] {0, 0, 0}, bytes);
                }
                byte[] garbage = bytes;
                thrown = catchThrowable(() -> feed(channel, garbage));
            }
            assertThat(delivered(channel)).as("seed " + seed).isEmpty();
            if (thrown != null) {
                assertThat(thrown).as("seed " + seed).isInstanceOf(Refusal.class);
            }
            channel.finishAndReleaseAll();
        }
    }
}
