package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Fetch;
import io.latticework.sync.internal.message.Message.Offer;
import io.latticework.sync.spi.Clock;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What fills this replica, when far more is to come than is here: it is drawn from several peers at once, and then a session
 * with one of them brings what only a session tells. While either lasts no session may bring the same once more; should one
 * break off, the next goes on from what has come, with whichever peer.
 */
final class Filling {
    /** For so long a session keeps others away: one that takes longer may have a peer that does not mean to end it. */
    private static final long LONGEST_NANOS = 300_000_000_000L;

    private final int many;
    private final Drawing drawing;
    private final Supply supply;
    private @Nullable Peer source;
    private @Nullable Exchange exchange;
    private long since;

    // checkstyle:off ParameterNumber because a filling speaks with peers, joins, and ends with a session
    /**
     * Returns one that nothing fills yet.
     *
     * @param verifies opens a session with a peer, at a time, when all has come that can be drawn
     */
    Filling(
            Keyspace keyspace,
            Limits limits,
            Clock clock,
            Post post,
            Counts counts,
            Map<String, Peer> peers,
            Repair.Host host,
            BiConsumer<Peer, Long> verifies) {
        this.many = limits.fillingWrites();
        this.drawing = new Drawing(keyspace, limits, clock, post, counts, peers, host, verifies);
        this.supply = new Supply(keyspace, limits, post, host);
    }
    // checkstyle:on ParameterNumber

    /** Goes on with what this replica draws from its peers. */
    void tend(long now) {
        drawing.tend(now);
    }

    /** Tells whether this replica draws from its peers now, so that sessions wait. */
    boolean isDrawing() {
        return drawing.isActive();
    }

    /** Hears what is said while this replica or a peer is filled. */
    void hear(Peer peer, Message message, long now) {
        if (message instanceof Draw draw) {
            supply.asked(peer, draw, drawing.isActive());
        } else if (message instanceof Fetch fetch) {
            supply.asked(peer, fetch);
        } else if (message instanceof Offer offer) {
            drawing.offered(peer, offer, now);
        } else if (message instanceof Chunk chunk) {
            drawing.brought(peer, chunk, now);
        }
    }

    /** Draws nothing more from a peer: what it has begun to say was heard in part, nobody knows how far. */
    void leave(Peer peer) {
        drawing.leave(peer);
    }

    /** Tells whether a session with a peer may go on, now that its context is known. */
    boolean admits(Peer peer, CausalContext theirs, CausalContext mine, long now) {
        long lacks = theirs.minus(mine).size();
        if (lacks == 0 || lacks < many && !drawing.isActive()) {
            return true;
        }
        Peer present = source;
        boolean isTaken = present != null && present != peer && exchange != null && present.exchange == exchange;
        return !(isTaken && now - since <= LONGEST_NANOS) && !drawing.takes(peer, lacks, now);
    }

    /** Notes that a session has begun that was admitted. */
    void begun(Peer peer, CausalContext theirs, CausalContext mine, long now) {
        if (theirs.minus(mine).size() >= many) {
            source = peer;
            exchange = peer.exchange;
            since = now;
        }
    }
}
