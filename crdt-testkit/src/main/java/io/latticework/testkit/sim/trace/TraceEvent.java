package io.latticework.testkit.sim.trace;

/**
 * Something that happened in virtual time.
 *
 * @param nanos when
 * @param kind what
 * @param node where, empty if nowhere in particular
 * @param peer the other node, empty if there is none
 * @param number the frame's for what happens to frames, a digest for states, else 0
 * @param text for people
 */
public record TraceEvent(long nanos, Kind kind, String node, String peer, long number, String text) {
    /** What happened. */
    public enum Kind {
        /** A frame was sent. */
        SENT,
        /** A frame was sent a second time. */
        DOUBLED,
        /** A frame was lost. */
        LOST,
        /** A frame has arrived. */
        RECEIVED,
        /** Somebody wrote. */
        WRITE,
        /** A node has another state. */
        STATE,
        /** A node started. */
        UP,
        /** A node ended. */
        DOWN,
        /** Another fault began or ended. */
        FAULT,
        /** A phase of the run began. */
        PHASE,
        /** A check failed. */
        VIOLATION
    }
}
