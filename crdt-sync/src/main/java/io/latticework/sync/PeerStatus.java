package io.latticework.sync;

/**
 * What a replica knows of a peer.
 *
 * @param name its name
 * @param incarnation its present incarnation
 * @param address where it was last reached
 * @param connected whether a link is open
 * @param paused whether synchronisation with it is stopped
 * @param cut whether it is cut off
 * @param failing whether sessions with it failed so often that they wait
 * @param lag how many flushes it has not acknowledged
 */
public record PeerStatus(
        String name,
        long incarnation,
        String address,
        boolean connected,
        boolean paused,
        boolean cut,
        boolean failing,
        int lag) {}
