package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Cut;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Excerpt;
import io.latticework.crdt.internal.store.Portions;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.crdt.internal.store.Stretch;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Fetch;
import io.latticework.sync.internal.message.Message.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings peers what they lack, stretch by stretch, as they ask for it. Nothing is remembered of how far a peer is: a request
 * names a stretch, and is answered from what is stored at that moment. Whatever the peer joins is a piece of that state.
 */
final class Supply {
    /** What takes more than so many frames by itself is left to a session, which resumes inside of it. */
    private static final int FRAMES_OF_ONE = 8;

    private static final int MAX_FRAMES = 16;
    /** So many requests are answered at a link that takes no frames; more are dropped, and made again. */
    private static final int AHEAD = 4;
    /** A replica that is filled itself and has more runs than that has too little to be asked. */
    private static final int HALF_FILLED_RUNS = 1_000;

    private static final byte[] NOTHING = new byte[0];

    private final Keyspace keyspace;
    private final int frameBytes;
    private final Post post;
    private final Repair.Host host;

    Supply(Keyspace keyspace, Limits limits, Post post, Repair.Host host) {
        this.keyspace = keyspace;
        this.frameBytes = limits.frameTargetBytes();
        this.post = post;
        this.host = host;
    }

    /** What a peer that is filled has said. */
    static final class Order {
        private final long draw;
        private final CausalContext seen;
        private int ahead;

        Order(long draw, CausalContext seen) {
            this.draw = draw;
            this.seen = seen;
        }
    }

    /**
     * A peer asks what it would be brought.
     *
     * @param isFilled whether this replica draws from others itself
     */
    void asked(Peer peer, Draw draw, boolean isFilled) {
        CausalContext seen = keyspace.decode(draw.context()).context();
        if (host.isContradicted(peer, seen)) {
            return;
        }
        Causal stored = keyspace.stored();
        long brings = stored.context().minus(seen).size();
        if (brings == 0 || isFilled && stored.context().runs() > HALF_FILLED_RUNS) {
            refuse(peer, draw.draw());
            return;
        }
        peer.order = new Order(draw.draw(), seen);
        List<Cut> cuts = draw.portions() == 0
                ? List.of()
                : Portions.cuts(stored.store(), seen, brings / draw.portions() + 1, draw.portions());
        post.send(peer, new Offer(draw.draw(), keyspace.encode(Causal.of(null, stored.context())), cuts));
    }

    private void refuse(Peer peer, long draw) {
        post.send(peer, new Offer(draw, NOTHING, List.of()));
    }

    /** A peer asks for a stretch. */
    void asked(Peer peer, Fetch fetch) {
        Order order = peer.order;
        if (order == null || order.draw != fetch.draw()) {
            refuse(peer, fetch.draw());
            return;
        }
        boolean takesFrames = peer.link != null && peer.link.isWritable();
        order.ahead = takesFrames ? 0 : order.ahead + 1;
        if (order.ahead <= AHEAD) {
            answer(peer, fetch, order.seen);
        }
    }

    private void answer(Peer peer, Fetch fetch, CausalContext seen) {
        DotStore store = keyspace.stored().store();
        int frames = Math.max(1, Math.min(fetch.frames(), MAX_FRAMES));
        Stretch rest = fetch.stretch();
        for (int frame = 1; frame <= frames; frame++) {
            Excerpt excerpt =
                    Excerpt.of(keyspace.realm(), store, rest, seen, frameBytes, (long) FRAMES_OF_ONE * frameBytes);
            Cut next = excerpt.next();
            if (next == null) {
                say(peer, fetch, rest, true, excerpt);
                return;
            }
            say(peer, fetch, new Stretch(rest.from(), next), frame == frames, excerpt);
            rest = new Stretch(next, rest.to());
        }
    }

    private void say(Peer peer, Fetch fetch, Stretch told, boolean last, Excerpt excerpt) {
        post.send(peer, new Chunk(fetch.draw(), fetch.fetch(), told, last, piece(excerpt.store())));
    }

    /** Entries with exactly their dots: whatever else was seen is not claimed. */
    private byte[] piece(@Nullable DotStore entries) {
        Realm realm = keyspace.realm();
        return entries == null ? NOTHING : keyspace.encode(Causal.of(entries, Stores.context(realm, entries)));
    }
}
