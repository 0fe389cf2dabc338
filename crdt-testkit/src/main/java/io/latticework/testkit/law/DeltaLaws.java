package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A delta brings its base, and everything above it, up to date; it is never above the state that it was taken from, and
 * no larger than the difference.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record DeltaLaws<S extends Crdt<S>>(CrdtType<S> type) {
    /**
     * The bytes that a delta may take on top of twice the difference, for header, type and dictionary; more if an empty
     * state takes more.
     */
    public static final int ALLOWANCE_BYTES = 64;

    /** Checks {@link Law#DELTA_SAFE}: the law of safety. The base may be any state. */
    public void safe(S x, S base) {
        S delta = x.deltaFrom(base);
        claim(Law.DELTA_SAFE, x, base).given("delta", delta).identical("x.merge(delta)", x.merge(delta), "x", x);
    }

    /** Checks {@link Law#DELTA_COMPLETE} for the base itself. */
    public void complete(S x, S base) {
        S delta = x.deltaFrom(base);
        claim(Law.DELTA_COMPLETE, x, base)
                .given("delta", delta)
                .same("base.merge(delta)", base.merge(delta), "base.merge(x)", base.merge(x));
    }

    /** Checks {@link Law#DELTA_COMPLETE} for a receiver of which the base is only a lower bound. */
    public void completeAbove(S x, S base, S other) {
        S delta = x.deltaFrom(base);
        S receiver = base.merge(other);
        claim(Law.DELTA_COMPLETE, x, base)
                .given("delta", delta)
                .given("receiver", receiver)
                .same("receiver.merge(delta)", receiver.merge(delta), "receiver.merge(x)", receiver.merge(x));
    }

    /** Checks {@link Law#DELTA_EMPTY}: against itself, and against a state that has more. */
    public void empty(S x, S other) {
        Claim<S> claim = new Claim<>(Law.DELTA_EMPTY, type).given("x", x);
        claim.same("x.deltaFrom(x)", x.deltaFrom(x), "empty", type.empty());
        S above = x.merge(other);
        claim.given("above", above).same("x.deltaFrom(above)", x.deltaFrom(above), "empty", type.empty());
    }

    /** Checks that the delta of a delta keeps the laws too. */
    public void ofDelta(S x, S base, S other) {
        S delta = x.deltaFrom(base);
        safe(delta, other);
        complete(delta, other);
        safe(x, delta);
        complete(x, delta);
    }

    /**
     * Checks {@link Law#DELTA_SMALL}. The difference is measured without the delta: the finest pieces of both states that
     * only one of them has, as they are sent, less the bytes that an empty state takes. What is sent has the names of
     * removed paths too, which a state that is itself a delta hands on.
     */
    public void small(S x, S base) {
        int bytes = type.encode(x.deltaFrom(base)).length;
        int allowance = Math.max(ALLOWANCE_BYTES, type.canonicalBytes(type.empty()).length);
        long difference = differenceBytes(x, base);
        claim(Law.DELTA_SMALL, x, base)
                .holds(
                        bytes <= allowance + 2 * difference,
                        "the delta takes " + bytes + " bytes, more than " + allowance
                                + " and twice the differing items' " + difference);
    }

    private long differenceBytes(S x, S base) {
        Map<ByteBuffer, Integer> sides = new HashMap<>();
        x.split(1).forEach(piece -> sides.put(ByteBuffer.wrap(type.encode(piece)), 1));
        base.split(1).forEach(piece -> sides.merge(ByteBuffer.wrap(type.encode(piece)), 2, (a, b) -> a | b));
        int emptyBytes = type.canonicalBytes(type.empty()).length;
        return sides.entrySet().stream()
                .filter(side -> side.getValue() != 3)
                .mapToLong(side -> Math.max(0, side.getKey().remaining() - emptyBytes))
                .sum();
    }

    private Claim<S> claim(Law law, S x, S base) {
        return new Claim<>(law, type).given("x", x).given("base", base);
    }
}
