package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;

/**
 * Merge is a least upper bound: commutative, associative, idempotent, with the empty state as its identity. The laws hold
 * for every operand, whole states, deltas and pieces alike.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record MergeLaws<S extends Crdt<S>>(CrdtType<S> type) {
    /** Checks {@link Law#MERGE_COMMUTATIVE}. */
    public void commutative(S a, S b) {
        new Claim<>(Law.MERGE_COMMUTATIVE, type)
                .given("a", a)
                .given("b", b)
                .same("a.merge(b)", a.merge(b), "b.merge(a)", b.merge(a));
    }

    /** Checks {@link Law#MERGE_ASSOCIATIVE}. */
    public void associative(S a, S b, S c) {
        new Claim<>(Law.MERGE_ASSOCIATIVE, type)
                .given("a", a)
                .given("b", b)
                .given("c", c)
                .same("a.merge(b).merge(c)", a.merge(b).merge(c), "a.merge(b.merge(c))", a.merge(b.merge(c)));
    }

    /** Checks {@link Law#MERGE_IDEMPOTENT}, also with a decoded copy, and that the result is the same object. */
    public void idempotent(S a) {
        S copy = type.decode(type.canonicalBytes(a));
        Claim<S> claim = new Claim<>(Law.MERGE_IDEMPOTENT, type).given("a", a);
        claim.identical("a.merge(a)", a.merge(a), "a", a);
        claim.identical("a.merge(decode(canonicalBytes(a)))", a.merge(copy), "a", a);
    }

    /** Checks {@link Law#MERGE_IDENTITY}, and that {@code a.merge(empty)} is {@code a}. */
    public void identity(S a) {
        S empty = type.empty();
        Claim<S> claim = new Claim<>(Law.MERGE_IDENTITY, type).given("a", a);
        claim.identical("a.merge(empty)", a.merge(empty), "a", a);
        claim.same("empty.merge(a)", empty.merge(a), "a", a);
    }

    /** Checks that merging what is below a state, such as an older version of it, gives the same object. */
    public void nothingNew(S a, S below) {
        new Claim<>(Law.MERGE_SAME_OBJECT, type)
                .given("a", a)
                .given("below", below)
                .identical("a.merge(below)", a.merge(below), "a", a);
    }

    /** Checks that the join of two states has all of both: merging either again gives the same object. */
    public void upperBound(S a, S b) {
        S join = a.merge(b);
        Claim<S> claim = new Claim<>(Law.MERGE_IDEMPOTENT, type).given("a", a).given("b", b);
        claim.identical("a.merge(b).merge(a)", join.merge(a), "a.merge(b)", join);
        claim.identical("a.merge(b).merge(b)", join.merge(b), "a.merge(b)", join);
    }

    /** Checks {@link Law#MUTATIONS_GROW} for a state before and after a mutation. */
    public void mutationGrows(S before, S after) {
        Claim<S> claim = new Claim<>(Law.MUTATIONS_GROW, type).given("before", before);
        claim.identical("after.merge(before)", after.merge(before), "after", after);
        claim.same("before.merge(after)", before.merge(after), "after", after);
    }
}
