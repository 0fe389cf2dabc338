package io.latticework.testkit.sim;

import java.util.SplittableRandom;

/**
 * Dice of which each throw has a name: the same name under the same seed falls alike, whatever else was thrown. So a step
 * that is left out of a run, a frame that is not sent, or a node that is not there moves no other throw, which is what
 * makes shrinking work.
 */
record Dice(long key) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Returns the dice of a concern under a seed. */
    static Dice of(long seed, String concern) {
        return new Dice(mix(seed)).of(concern);
    }

    /** Returns the dice of a named part. */
    Dice of(String part) {
        long hash = key;
        for (int i = 0; i < part.length(); i++) {
            hash = mix(hash + GOLDEN * (part.charAt(i) + 1L));
        }
        return new Dice(hash);
    }

    /** Returns the dice of a numbered part. */
    Dice of(long number) {
        return new Dice(mix(key + GOLDEN * (number + 1)));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Returns the bits of a throw. */
    long bits(int number) {
        return mix(key + GOLDEN * (number + 0x51L));
    }

    /** Returns a number from 0 to below 1. */
    double share(int number) {
        return (bits(number) >>> 11) * 0x1p-53;
    }

    /** Returns a number from 0 to below a bound, 0 if the bound is. */
    long below(int number, long bound) {
        return bound <= 0 ? 0 : Long.remainderUnsigned(bits(number), bound);
    }

    /** Returns a stream of its own. */
    SplittableRandom random() {
        return new SplittableRandom(key);
    }
}
