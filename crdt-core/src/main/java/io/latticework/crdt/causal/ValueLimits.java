package io.latticework.crdt.causal;

import io.latticework.crdt.error.LimitExceededException;

/**
 * How large a value may grow. Local writes above a limit throw {@link LimitExceededException}; encoded values above one
 * are refused with the same exception before anything is allocated for them. All replicas of a cluster use the same
 * limits.
 *
 * @param elementBytes bytes of one encoded element, key or register value; default 64 KiB, so that one always fits a
 *     frame
 * @param nesting maps inside maps; default 32, so that recursion stays far below any stack
 * @param replicas replica ids in one context or counter; default 16,384, about 400 KiB of memory
 * @param runs separate runs of dots in one context; default 1,048,576, about 16 MiB of memory, reached only while a
 *     large state arrives in pieces
 */
public record ValueLimits(int elementBytes, int nesting, int replicas, int runs) {
    /** The limits that hold where nobody chose others. */
    public static final ValueLimits DEFAULT = new ValueLimits(64 << 10, 32, 1 << 14, 1 << 20);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is below 1 or nesting is above 64
     */
    public ValueLimits {
        if (elementBytes < 1 || nesting < 1 || nesting > 64 || replicas < 1 || runs < 1) {
            throw new IllegalArgumentException("Limits are at least 1, and nesting at most 64: elementBytes="
                    + elementBytes + ", nesting=" + nesting + ", replicas=" + replicas + ", runs=" + runs);
        }
    }

    /** Returns these limits with another bound on elements. */
    public ValueLimits withElementBytes(int bytes) {
        return new ValueLimits(bytes, nesting, replicas, runs);
    }

    /** Returns these limits with another bound on nesting. */
    public ValueLimits withNesting(int levels) {
        return new ValueLimits(elementBytes, levels, replicas, runs);
    }

    /** Returns these limits with another bound on replica ids. */
    public ValueLimits withReplicas(int count) {
        return new ValueLimits(elementBytes, nesting, count, runs);
    }

    /** Returns these limits with another bound on runs. */
    public ValueLimits withRuns(int count) {
        return new ValueLimits(elementBytes, nesting, replicas, count);
    }
}
