package io.latticework.sync;

import io.latticework.sync.internal.engine.PeerView;

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
 * @param protocolVersion the version of the protocol that is spoken with it, the highest that both sides know
 */
public record PeerStatus(
        String name,
        long incarnation,
        String address,
        boolean connected,
        boolean paused,
        boolean cut,
        boolean failing,
        int lag,
        int protocolVersion) {
    static PeerStatus of(PeerView peer) {
        return new PeerStatus(
                peer.name(),
                peer.incarnation(),
                peer.address(),
                peer.linked(),
                peer.paused(),
                peer.cut(),
                peer.failing(),
                peer.lag(),
                peer.protocolVersion());
    }
}
