package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.error.DecodeException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;

/** What every value must be that a codec lets in, whoever made its bytes. */
final class Soundness {
    private Soundness() {}

    /** Decodes bytes; returns whether there was a value, which is sound then. Any exception but ours fails the test. */
    static <S extends Crdt<S>> boolean refusedOrSound(CrdtType<S> type, byte[] bytes, S other) {
        S value;
        try {
            value = type.decode(bytes);
        } catch (CrdtException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
        check(type, value, other);
        return true;
    }

    /** Checks a value, alone and together with another. */
    static <S extends Crdt<S>> void check(CrdtType<S> type, S value, S other) {
        S nothing = value.deltaFrom(value);
        S copy = travels(type, value);
        assertThat(value.hashCode()).isEqualTo(copy.hashCode());
        assertThat(value.merge(copy)).isSameAs(value);
        assertThat(value.merge(travels(type, value.deltaFrom(nothing)))).isSameAs(value);
        S sum = nothing;
        for (S piece : value.split(64)) {
            assertThat(value.merge(travels(type, piece))).isSameAs(value);
            sum = sum.merge(piece);
        }
        assertThat(sum.digest()).isEqualTo(value.digest());
        reads(type, value);
        checkJoin(type, value, other);
    }

    /** A forged value may use another's dots for contents of its own, yet all who merge the two agree. */
    private static <S extends Crdt<S>> void checkJoin(CrdtType<S> type, S value, S other) {
        S joined = other.merge(value);
        assertThat(value.merge(other).digest()).isEqualTo(joined.digest());
        assertThat(joined.merge(value)).isSameAs(joined);
        assertThat(joined.merge(other)).isSameAs(joined);
        travels(type, joined);
        S delta = travels(type, value.deltaFrom(other));
        assertThat(other.merge(delta).digest()).isEqualTo(joined.digest());
        assertThat(joined.merge(value.merge(delta))).isSameAs(joined);
        reads(type, joined);
    }

    @CanIgnoreReturnValue
    private static <S extends Crdt<S>> S travels(CrdtType<S> type, S value) {
        byte[] canonical = type.canonicalBytes(value);
        S copy = type.decode(canonical);
        assertThat(type.canonicalBytes(copy)).isEqualTo(canonical);
        assertThat(copy).isEqualTo(value);
        assertThat(copy.digest()).isEqualTo(value.digest());
        byte[] encoded = type.encode(value);
        S sent = type.decode(encoded);
        assertThat(type.encode(sent)).isEqualTo(encoded);
        assertThat(sent).isEqualTo(value);
        return sent;
    }

    /** The elements' codec may refuse bytes that only it understands. */
    private static <S extends Crdt<S>> void reads(CrdtType<S> type, S value) {
        try {
            assertThat(type.toJson(value)).isNotEmpty();
        } catch (DecodeException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** Asserts that bytes are refused for a reason. */
    @CanIgnoreReturnValue
    static AbstractThrowableAssert<?, ?> assertRefused(CrdtType<?> type, byte[] bytes, DecodeException.Reason reason) {
        return Assertions.assertThatThrownBy(() -> type.decode(bytes))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
