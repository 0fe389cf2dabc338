package io.latticework.crdt.causal;

/** Bijective mixing of 64-bit words (the finaliser of SplitMix64), from which digest lanes are made. */
final class Mix {
    private Mix() {}

    static long of(long word) {
        long x = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    static long of(long key, long a, long b) {
        return of(of(key ^ a) + b);
    }

    static long of(long key, long a, long b, long c) {
        return of(of(key, a, b) ^ c);
    }
}
