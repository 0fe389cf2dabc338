package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.Samples;
import io.latticework.crdt.Samples.Sample;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.error.DecodeException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes cut short, flipped, and exchanged: by accident, and by somebody who mends the checksum. */
@Timeout(60)
class DamageTest {
    static Stream<Sample<?>> samples() {
        return Samples.all(Realm.of(5, 6, ValueLimits.DEFAULT)).stream();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void theUndamagedBytesAreSound(Sample<S> sample) {
        assertThat(sample.bytes()).hasSizeBetween(16, 400);
        Soundness.check(sample.type(), sample.value(), sample.value().deltaFrom(sample.value()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void everyTruncationIsRefused(Sample<S> sample) {
        byte[] bytes = sample.bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> sample.type().decode(cut)).isInstanceOf(DecodeException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> sample.type().decode(longer)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void everyTruncationIsRefusedThoughTheChecksumFits(Sample<S> sample) {
        byte[] bytes = sample.bytes();
        for (int length = 0; length < bytes.length - 4; length++) {
            byte[] cut = Forge.cut(bytes, length);
            assertThatThrownBy(() -> sample.type().decode(cut)).isInstanceOf(CrdtException.class);
        }
        byte[] longer = Forge.cut(bytes, bytes.length - 3);
        assertThatThrownBy(() -> sample.type().decode(longer)).isInstanceOf(CrdtException.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void everyFlippedBitIsRefused(Sample<S> sample) {
        byte[] bytes = sample.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = flipped(bytes, bit);
            assertThatThrownBy(() -> sample.type().decode(flipped)).isInstanceOf(DecodeException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void everyFlippedBitIsRefusedOrSoundIfTheChecksumFits(Sample<S> sample) {
        byte[] bytes = sample.bytes();
        for (int bit = 0; bit < (bytes.length - 4) * 8; bit++) {
            byte[] flipped = Forge.sealed(flipped(bytes, bit));
            boolean sound = Soundness.refusedOrSound(sample.type(), flipped, sample.value());
            assertThat(sound && bit < 8 * 7)
                    .as("damage of the header, bit " + bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S extends Crdt<S>> void exchangedBytesAreRefusedOrSoundIfTheChecksumFits(Sample<S> sample) {
        byte[] bytes = sample.bytes();
        Random random = new Random(2024);
        int interesting = 8 + bytes[7];
        int sound = 0;
        for (int i = 0; i < 1_500; i++) {
            byte[] damaged = bytes.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = interesting + random.nextInt(bytes.length - 4 - interesting);
                damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(6) : random.nextInt(256));
            }
            sound += Soundness.refusedOrSound(sample.type(), Forge.sealed(damaged), sample.value()) ? 1 : 0;
        }
        assertThat(sound).isBetween(1, 1_499);
    }
}
