package io.latticework.crdt.internal.sequence;

/** The two lanes of a digest over part of a sequence. */
record Lanes(long a, long b) {
    static final Lanes ZERO = new Lanes(0, 0);

    Lanes plus(Lanes other) {
        return new Lanes(a + other.a, b + other.b);
    }
}
