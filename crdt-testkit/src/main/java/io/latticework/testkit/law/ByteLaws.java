package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.error.CrdtException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Bytes that no state encodes to are refused with a {@link CrdtException}, and nothing else is ever thrown. A codec that
 * reads text may find another value in bytes that are cut or damaged; then that value at least encodes to these bytes.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record ByteLaws<S extends Crdt<S>>(CrdtType<S> type) {
    private static final int POSITIONS = 256;

    /** Checks that every beginning of the state's bytes is refused; of long ones 256 beginnings. */
    public void truncated(S x) {
        cut(x, true);
    }

    /** Checks that every beginning of the state's bytes is refused or is another value's bytes. */
    public void truncatedOrAnother(S x) {
        cut(x, false);
    }

    private void cut(S x, boolean refused) {
        byte[] bytes = type.encode(x);
        int stride = 1 + bytes.length / POSITIONS;
        for (int length = 0; length < bytes.length; length += stride) {
            refuse(x, Arrays.copyOf(bytes, length), "cut to " + length + " bytes", refused);
        }
    }

    /** Checks that bytes after the state's are refused, or make another value's bytes. */
    public void trailing(S x, byte extra) {
        byte[] bytes = type.encode(x);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = extra;
        refuse(x, longer, "followed by one byte", false);
    }

    /** Checks that every single damaged byte is refused; of long states 256 of them. */
    public void damaged(S x, RandomGenerator random) {
        byte[] bytes = type.encode(x);
        int stride = 1 + bytes.length / POSITIONS;
        for (int i = random.nextInt(stride); i < bytes.length; i += stride) {
            byte[] wrong = bytes.clone();
            wrong[i] ^= (byte) (1 + random.nextInt(255));
            refuse(x, wrong, "damaged in byte " + i, true);
        }
    }

    private void refuse(S x, byte[] wrong, String how, boolean always) {
        try {
            S read = type.decode(wrong);
            boolean exact = Arrays.equals(type.encode(read), wrong) || Arrays.equals(type.canonicalBytes(read), wrong);
            if (always || !exact) {
                throw claim(x).given("read", read).broken("the bytes of x are decoded although they are " + how);
            }
        } catch (CrdtException expected) {
            return;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError other) {
            throw claim(x).broken(
                            "the bytes of x, " + how + ", make decode throw " + other + " for " + Claim.hex(wrong));
        }
    }

    private Claim<S> claim(S x) {
        return new Claim<>(Law.BYTES_REFUSED, type).given("x", x);
    }

    /** Checks that arbitrary bytes are refused or decoded, and that what is decoded can be encoded. */
    public void arbitrary(byte[] bytes) {
        try {
            S read = type.decode(bytes);
            new Claim<>(Law.CODEC_ROUND_TRIP, type)
                    .given("read", read)
                    .same("decode(canonicalBytes(read))", type.decode(type.canonicalBytes(read)), "read", read);
        } catch (CrdtException expected) {
            return;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError other) {
            throw new BrokenLaw(Law.BYTES_REFUSED, "  decode throws " + other + " for " + Claim.hex(bytes), other);
        }
    }
}
