package io.latticework.testkit.sim;

/** What can go wrong in a simulation. A {@link Swarm} chooses some for each seed. */
public enum Fault {
    /** Frames are lost, by chance or in cuts. */
    LOSS,
    /** Frames come twice. */
    DUPLICATION,
    /** Frames overtake each other. */
    REORDERING,
    /** A few frames take very long. */
    LONG_DELAY,
    /** Links carry few bytes per second. */
    BANDWIDTH,
    /** Frames are damaged, which the transport's checksum notices: the link closes. */
    DAMAGE,
    /** Frames are damaged, which nobody notices. No part of {@link Swarm#all}, because what then comes of it is open. */
    CORRUPTION,
    /** A link closes at one end. */
    RESET,
    /** No frame comes through from one node to another. */
    CUT,
    /** Groups of nodes are cut off from each other; perhaps one node reaches both. */
    SPLIT,
    /** A connection comes and goes: many cuts. */
    FLAPPING,
    /** A node receives few bytes per second. */
    SLOW_PEER,
    /** A node takes long for all it does. */
    SLOW_NODE,
    /** A node stands still for a while. */
    PAUSE,
    /** A node ends, and starts again later: with its store if it has one, else with nothing. */
    CRASH,
    /** Clocks are off and run too fast or too slow. */
    CLOCK_DRIFT,
    /** A clock on the wall jumps. */
    CLOCK_JUMP,
    /** A store takes no more requests. */
    DISK_FAILURE,
    /** A store is put back to an older state, as by a backup. */
    DISK_ROLL_BACK,
    /** A store is lost. */
    DISK_LOSS
}
