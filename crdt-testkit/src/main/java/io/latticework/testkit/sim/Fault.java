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
    /** A value's merge throws, or the machine has no memory for it. */
    MERGE_FAILURE,
    /** A user's type throws always, for some values: it cannot merge them, or not read them, at one node or at all. */
    POISON,
    /** A node starts anew with another version of the protocol. */
    VERSION,
    /** Acks are lost, whose deltas were joined. */
    ACK_LOSS,
    /** Timers are late. */
    LATE_TIMER,
    /** Different ranges have one hash, so that a session does not see that they differ. */
    HASH_COLLISION,
    /** Bounds are so narrow that they are always met: one delta waits for a peer, and one frame for the engine. */
    NARROW_LIMITS,
    /** A store takes no more requests: it reports an error, or throws. */
    DISK_FAILURE,
    /** A store has no room. */
    DISK_FULL,
    /** A store cannot be opened, or not be read to its end, for a while. */
    DISK_UNREADABLE,
    /** A store takes long. */
    SLOW_DISK,
    /** A bit changes in a store. */
    BIT_FLIP,
    /** A store shows the first part of a record that was being written at the end of the process. */
    TORN_WRITE,
    /** A copy of a node's disk is started beside it. */
    CLONE,
    /** A store is put back to an older state, as by a backup. */
    DISK_ROLL_BACK,
    /** A store is lost. */
    DISK_LOSS
}
