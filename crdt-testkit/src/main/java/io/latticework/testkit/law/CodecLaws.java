package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.util.Arrays;

/**
 * Encoding loses nothing, and equal states have equal bytes.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record CodecLaws<S extends Crdt<S>>(CrdtType<S> type) {
    /** Checks {@link Law#CODEC_ROUND_TRIP} for the bytes to send and for the canonical bytes. */
    public void roundTrip(S x) {
        Claim<S> claim = new Claim<>(Law.CODEC_ROUND_TRIP, type).given("x", x);
        claim.same("decode(encode(x))", type.decode(type.encode(x)), "x", x);
        claim.same("decode(canonicalBytes(x))", copy(x), "x", x);
    }

    /** Checks {@link Law#CODEC_REPEATABLE}. */
    public void repeatable(S x) {
        Claim<S> claim = new Claim<>(Law.CODEC_REPEATABLE, type).given("x", x);
        claim.holds(Arrays.equals(type.canonicalBytes(x), type.canonicalBytes(x)), "canonical bytes differ");
        claim.holds(Arrays.equals(type.encode(x), type.encode(x)), "encoded bytes differ");
        claim.holds(x.digest().equals(x.digest()), "digests differ");
    }

    /**
     * Checks {@link Law#BYTES_CANONICAL}: the join of three states, made in other orders and from decoded copies. A merge
     * that gives different states is left to the laws of merge.
     */
    public void canonical(S a, S b, S c) {
        S straight = a.merge(b).merge(c);
        equalBytes(straight, c.merge(b).merge(a));
        equalBytes(straight, copy(b).merge(copy(c).merge(copy(a))));
        equalBytes(straight, copy(straight));
    }

    private S copy(S state) {
        return type.decode(type.canonicalBytes(state));
    }

    private void equalBytes(S straight, S otherwise) {
        if (straight.equals(otherwise)) {
            Claim<S> claim =
                    new Claim<>(Law.BYTES_CANONICAL, type).given("x", straight).given("rebuilt", otherwise);
            claim.holds(
                    Arrays.equals(type.canonicalBytes(straight), type.canonicalBytes(otherwise)),
                    "x equals rebuilt, but their canonical bytes differ");
        }
    }

    /** Checks that a delta or piece does the same to a state after it was encoded and decoded. */
    public void travels(S receiver, S message) {
        new Claim<>(Law.CODEC_ROUND_TRIP, type)
                .given("receiver", receiver)
                .given("message", message)
                .same(
                        "receiver.merge(decode(encode(message)))",
                        receiver.merge(type.decode(type.encode(message))),
                        "receiver.merge(message)",
                        receiver.merge(message));
    }
}
