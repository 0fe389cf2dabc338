package io.latticework.sync.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.error.DecodeException;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What replicas of all versions must be able to read of each other. */
class HandshakeTest {
    private static final Greeting ANN =
            new Greeting(0x0102030405060708L, "c", ReplicaId.of("ann", -3), 4, 1 << 20, "eu");

    @Test
    void theBytesOfAGreetingAreTheseForAllTime() {
        byte[] body = HandshakeCodec.encode(ANN);
        assertThat(HexFormat.of().formatHex(body))
                .isEqualTo("0102030405060708" + "0163" + "03616e6e" + "fffffffffffffffd" + "0000000000000004" + "808040"
                        + "026575");
        Hello hello = new Hello(new Protocol(3, 258, 1L << 32 | 1), body);
        assertThat(HexFormat.of().formatHex(MessageCodec.encode(hello)))
                .isEqualTo("01" + "4c57524b" + "0003" + "0102" + "0000000100000001" + "24"
                        + HexFormat.of().formatHex(body));
        assertThat(MessageCodec.encode(new Goodbye(Refusal.VERSION.code(), "no")))
                .isEqualTo(new byte[] {2, 1, 2, 'n', 'o'});
    }

    @Test
    void whatANewerLibraryAddsToAGreetingIsPassedOver() {
        byte[] body = HandshakeCodec.encode(ANN);
        assertThat(HandshakeCodec.decode(Arrays.copyOf(body, body.length + 7))).isEqualTo(ANN);
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> HandshakeCodec.decode(cut)).isInstanceOf(CrdtException.class);
        }
    }

    @Test
    void aGreetingThatNobodyCanReadYetIsAGreeting() {
        byte[] frame = MessageCodec.encode(new Hello(new Protocol(700, 800, -1), new byte[] {1}));
        assertThat(MessageCodec.decode(frame)).isInstanceOfSatisfying(Hello.class, hello -> {
            assertThat(hello.protocol()).isEqualTo(new Protocol(700, 800, -1));
            assertThat(hello.protocol().meets(Protocol.HERE)).isFalse();
        });
    }

    @Test
    void hostileGreetingsAreRefused() {
        byte[] frame = MessageCodec.encode(new Hello(new Protocol(2, 3, 0), HandshakeCodec.encode(ANN)));
        byte[] noMagic = frame.clone();
        noMagic[2]++;
        assertThatThrownBy(() -> MessageCodec.decode(noMagic)).isInstanceOf(DecodeException.class);
        byte[] backwards = frame.clone();
        backwards[6] = 4;
        assertThatThrownBy(() -> MessageCodec.decode(backwards)).hasMessageContaining("4 to 3");
        byte[] large = MessageCodec.encode(new Hello(Protocol.HERE, new byte[(1 << 14) + 1]));
        assertThatThrownBy(() -> MessageCodec.decode(large)).hasMessageContaining("greetingBytes");
    }

    @Property
    void bothSidesAgreeOnTheHighestVersionThatBothKnow(
            @ForAll @IntRange(max = 40) int a,
            @ForAll @IntRange(max = 9) int widthA,
            @ForAll @IntRange(max = 40) int b,
            @ForAll @IntRange(max = 9) int widthB,
            @ForAll long featuresA,
            @ForAll long featuresB) {
        Protocol one = new Protocol(a, a + widthA, featuresA);
        Protocol other = new Protocol(b, b + widthB, featuresB);
        int highest = -1;
        for (int version = a; version <= a + widthA; version++) {
            highest = version >= b && version <= b + widthB ? version : highest;
        }
        assertThat(one.meets(other)).isEqualTo(other.meets(one)).isEqualTo(highest >= 0);
        if (highest >= 0) {
            assertThat(one.agreed(other))
                    .isEqualTo(other.agreed(one))
                    .isEqualTo(new Protocol(highest, highest, featuresA & featuresB));
        } else {
            assertThatThrownBy(() -> one.agreed(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onlyFeaturesThatArePartOfTheUpperHalfAreRequired() {
        assertThat(Protocol.HERE.lacks(new Protocol(1, 1, 0xFFFF_FFFFL))).isZero();
        assertThat(Protocol.HERE.lacks(new Protocol(1, 1, 1L << 32 | 1))).isEqualTo(1L << 32);
        assertThat(new Protocol(1, 1, 1L << 32).lacks(new Protocol(1, 1, 1L << 32)))
                .isZero();
    }
}
