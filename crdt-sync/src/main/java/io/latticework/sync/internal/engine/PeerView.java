package io.latticework.sync.internal.engine;

/**
 * A peer as others see it.
 *
 * @param name its name
 * @param incarnation its incarnation
 * @param address where it was reached
 * @param linked whether a link is open
 * @param paused whether synchronisation with it is stopped
 * @param cut whether it is cut off
 * @param failing whether sessions with it failed so often that they wait
 * @param lag how many flushes it has not acknowledged
 * @param protocolVersion the version of the protocol that is spoken with it
 */
public record PeerView(
        String name,
        long incarnation,
        String address,
        boolean linked,
        boolean paused,
        boolean cut,
        boolean failing,
        int lag,
        int protocolVersion) {
    static PeerView of(Peer peer, String address) {
        return new PeerView(
                peer.name,
                peer.replica.incarnation(),
                address,
                peer.link != null,
                peer.paused,
                peer.cut,
                peer.breaker.isOpen(),
                peer.outbox.size(),
                peer.protocol.highest());
    }
}
