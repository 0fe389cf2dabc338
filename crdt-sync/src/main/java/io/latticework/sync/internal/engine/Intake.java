package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.CausalCodec;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Offer;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Rumor;

/**
 * Bounds the replica ids that a peer makes this process remember: the realm's table is never emptied. A peer has an
 * allowance, which comes back evenly in a day. What would exceed it is refused before anything is interned.
 */
final class Intake {
    private static final double NANOS_PER_DAY = 86_400e9;

    private final Realm realm;
    private final int limit;
    private final Counts counts;

    Intake(Realm realm, int limit, Counts counts) {
        this.realm = realm;
        this.limit = limit;
        this.counts = counts;
    }

    /** What is left of a peer's allowance. */
    static final class Allowance {
        private double used;
        private long at;
    }

    /**
     * Takes what a delta, a rumor, the opening of a session or a part of a filling brings from a peer's allowance.
     *
     * @throws LimitExceededException if too little is left
     */
    void admit(Peer peer, Message message, long now) {
        if (message instanceof Delta delta) {
            admit(peer, delta.piece(), now);
        } else if (message instanceof Rumor rumor) {
            admit(peer, rumor.piece(), now);
        } else if (message instanceof Open open) {
            admit(peer, open.context(), now);
        } else if (message instanceof Draw draw) {
            admit(peer, draw.context(), now);
        } else if (message instanceof Offer offer && offer.context().length > 0) {
            admit(peer, offer.context(), now);
        } else if (message instanceof Chunk chunk && chunk.piece().length > 0) {
            admit(peer, chunk.piece(), now);
        }
    }

    /**
     * Takes what a piece brings from a peer's allowance.
     *
     * @throws LimitExceededException if too little is left
     */
    void admit(Peer peer, byte[] piece, long now) {
        long unknown = CausalCodec.unknownReplicas(piece, realm);
        if (unknown == 0) {
            return;
        }
        Allowance allowance = peer.allowance;
        double back = (now - allowance.at) / NANOS_PER_DAY * limit;
        double used = Math.max(0, allowance.used - back) + unknown;
        if (used > limit) {
            counts.add(Count.REPLICAS_REFUSED);
            throw new LimitExceededException(
                    "newReplicas",
                    limit,
                    (long) Math.ceil(used),
                    "raise Limits.newReplicas if the peer is to be trusted");
        }
        allowance.used = used;
        allowance.at = now;
    }

    /** Returns what reads pieces that a peer sends from now on, as far as its allowance goes, and writes pieces. */
    Session.PieceCodec codec(Keyspace keyspace, Peer peer, long now) {
        return new Session.PieceCodec() {
            @Override
            public byte[] encode(Causal piece) {
                return keyspace.encode(piece);
            }

            @Override
            public Causal decode(byte[] bytes) {
                admit(peer, bytes, now);
                return keyspace.decode(bytes);
            }
        };
    }
}
