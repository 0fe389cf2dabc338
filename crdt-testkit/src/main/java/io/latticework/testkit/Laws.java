package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.testkit.law.ByteLaws;
import io.latticework.testkit.law.CodecLaws;
import io.latticework.testkit.law.DeltaLaws;
import io.latticework.testkit.law.EqualityLaws;
import io.latticework.testkit.law.MergeLaws;
import io.latticework.testkit.law.SplitLaws;
import io.latticework.testkit.law.ValueLaws;

/**
 * The laws of one type, each a check on states of your choice that throws an {@link AssertionError} if the law is broken.
 * They need no test engine:
 *
 * <pre>{@code
 * Laws<MaxRegister> laws = Laws.of(MaxRegister.TYPE);
 * laws.merge().commutative(one, another);
 * }</pre>
 *
 * <p>{@link LawSuite} checks them all on states that it makes itself, and so do {@link CrdtContract} and {@link
 * DeltaCrdtContract} under jqwik.
 *
 * @param <S> the states
 */
public final class Laws<S extends Crdt<S>> {
    private final MergeLaws<S> merge;
    private final EqualityLaws<S> equality;
    private final CodecLaws<S> codec;
    private final ByteLaws<S> bytes;
    private final DeltaLaws<S> delta;
    private final SplitLaws<S> split;
    private final ValueLaws<S> value;

    private Laws(CrdtType<S> type) {
        merge = new MergeLaws<>(type);
        equality = new EqualityLaws<>(type);
        codec = new CodecLaws<>(type);
        bytes = new ByteLaws<>(type);
        delta = new DeltaLaws<>(type);
        split = new SplitLaws<>(type);
        value = new ValueLaws<>(type);
    }

    /** Returns the laws of a type. */
    public static <S extends Crdt<S>> Laws<S> of(CrdtType<S> type) {
        return new Laws<>(type);
    }

    /** Returns the laws of merge: a least upper bound that keeps objects where it can. */
    public MergeLaws<S> merge() {
        return merge;
    }

    /** Returns the laws of equals, hash code, digest and canonical bytes. */
    public EqualityLaws<S> equality() {
        return equality;
    }

    /** Returns the laws of encoding and decoding. */
    public CodecLaws<S> codec() {
        return codec;
    }

    /** Returns the laws of refusing wrong bytes. */
    public ByteLaws<S> bytes() {
        return bytes;
    }

    /** Returns the laws of deltas. */
    public DeltaLaws<S> delta() {
        return delta;
    }

    /** Returns the laws of pieces. */
    public SplitLaws<S> split() {
        return split;
    }

    /** Returns the laws of values: they stay, converge and are as modelled. */
    public ValueLaws<S> value() {
        return value;
    }
}
