package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Entries;
import io.latticework.sync.internal.message.Message.Item;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs repair sessions: at most one a peer at a time. Both sides freeze a state, announce its digest and context, and take
 * turns in the walk of {@link Session} until neither has anything to say. A side that rebuilt the other's state merges it
 * and says so; whatever breaks off joins nothing but the pieces that had come.
 */
final class Repair {
    private static final int FRAMES_PER_TURN = 16;
    private static final long BETWEEN_SESSIONS_NANOS = 2_000_000_000L;

    /** What sessions need of the engine. */
    interface Host {
        /** Folds and flushes, so that a frozen state shows nothing that peers were not pushed. */
        void flush();

        /** Joins what came from a peer. */
        void join(Peer peer, Causal remote);

        /** The other side has the state of this one at a flush. */
        void hasThrough(Peer peer, long position);
    }

    private final Keyspace keyspace;
    private final Limits limits;
    private final Post post;
    private final Counts counts;
    private final Push push;
    private final Host host;
    private long sessions;

    // checkstyle:off ParameterNumber because a session uses all of the engine's parts
    Repair(Keyspace keyspace, Limits limits, Post post, Counts counts, Push push, Host host) {
        this.keyspace = keyspace;
        this.limits = limits;
        this.post = post;
        this.counts = counts;
        this.push = push;
        this.host = host;
    }
    // checkstyle:on ParameterNumber

    private Exchange exchange(long number, boolean openedByMe, long now) {
        host.flush();
        Session session = new Session(keyspace.snapshot(), codec(), limits.frameTargetBytes());
        Exchange exchange = new Exchange(number, openedByMe, session, push.position());
        exchange.lastHeard = now;
        counts.add(Count.SESSIONS_BEGUN);
        return exchange;
    }

    private Session.PieceCodec codec() {
        return new Session.PieceCodec() {
            @Override
            public byte[] encode(Causal piece) {
                return keyspace.encode(piece);
            }

            @Override
            public Causal decode(byte[] bytes) {
                return keyspace.decode(bytes);
            }
        };
    }

    /** Tells whether it is time for another session, wanted or not. */
    boolean mayOpen(Peer peer, long now) {
        return peer.isActive() && peer.exchange == null && now - peer.lastSession >= BETWEEN_SESSIONS_NANOS;
    }

    /** Opens a session. */
    void open(Peer peer, long now) {
        Exchange exchange = exchange(++sessions, true, now);
        peer.exchange = exchange;
        peer.wantsSession = false;
        post.send(peer, announcement(exchange, false));
    }

    private Open announcement(Exchange exchange, boolean answer) {
        Causal frozen = exchange.session.frozen();
        byte[] context = keyspace.encode(Causal.of(null, frozen.context()));
        return new Open(exchange.number, answer, frozen.digest(), context);
    }

    /** Hears that the peer opens a session, or answers. */
    void opened(Peer peer, Open open, long now, boolean mineGoesFirst) {
        CausalContext context = keyspace.decode(open.context()).context();
        Exchange exchange = peer.exchange;
        if (open.answer()) {
            if (exchange != null && exchange.openedByMe && exchange.number == open.session()) {
                exchange.lastHeard = now;
                exchange.session.announced(open.digest(), context);
            }
            return;
        }
        if (exchange != null && exchange.openedByMe && !exchange.session.isAnnounced() && mineGoesFirst) {
            return; // both opened at once: the other side answers this one's
        }
        abandon(peer, now);
        Exchange answering = exchange(open.session(), false, now);
        peer.exchange = answering;
        peer.wantsSession = false;
        answering.session.announced(open.digest(), context);
        answering.session.begin();
        post.send(peer, announcement(answering, true));
        sayTurn(peer, answering);
    }

    /** Hears a part of a turn. */
    void turned(Peer peer, Turn turn, long now) {
        Exchange exchange = peer.exchange;
        boolean expected = exchange != null
                && exchange.number == turn.session()
                && exchange.turn == turn.turn()
                && exchange.session.isAnnounced();
        if (!expected || exchange == null) {
            return;
        }
        exchange.lastHeard = now;
        for (Item item : turn.items()) {
            Causal piece = exchange.session.hear(item);
            if (piece != null && turn.more()) {
                host.join(peer, piece); // a large exchange keeps what has come, should it break off
            }
        }
        if (turn.last()) {
            exchange.turn++;
            if (!exchange.session.hasMoreToSay() && !turn.more()) {
                finish(peer, exchange);
            } else {
                sayTurn(peer, exchange);
            }
        }
    }

    private void sayTurn(Peer peer, Exchange exchange) {
        for (int frame = 1; ; frame++) {
            List<Item> items = new ArrayList<>();
            long bytes = 0;
            while (exchange.session.hasMoreToSay() && bytes < limits.frameTargetBytes()) {
                Item item = exchange.session.next();
                items.add(item);
                bytes += bytes(item);
            }
            boolean more = exchange.session.hasMoreToSay();
            boolean last = !more || frame == FRAMES_PER_TURN;
            post.send(peer, new Turn(exchange.number, exchange.turn, last, more, items));
            if (last) {
                exchange.turn++;
                return;
            }
        }
    }

    private static long bytes(Item item) {
        return item instanceof Entries entries ? entries.piece().length + 64L : 256;
    }

    private void finish(Peer peer, Exchange exchange) {
        if (exchange.closed) {
            return;
        }
        exchange.closed = true;
        Causal theirs = exchange.session.rebuilt();
        if (theirs != null) {
            host.join(peer, theirs);
        }
        exchange.rebuilt = theirs != null;
        post.send(peer, new Close(exchange.number, theirs != null));
    }

    /** Hears that the other side is done. */
    void closed(Peer peer, Close close, long now) {
        Exchange exchange = peer.exchange;
        if (exchange == null || exchange.number != close.session()) {
            return;
        }
        finish(peer, exchange);
        peer.exchange = null;
        peer.lastSession = now;
        if (close.complete()) {
            host.hasThrough(peer, exchange.position);
        }
        if (close.complete() && exchange.rebuilt) {
            counts.add(Count.SESSIONS_COMPLETED);
            exchange.whenComplete.forEach(Runnable::run);
        } else {
            counts.add(Count.SESSIONS_FAILED);
            peer.wantsSession = true;
        }
    }

    /** Gives a session up that is not heard of any more. */
    void expire(Peer peer, long now) {
        Exchange exchange = peer.exchange;
        if (exchange != null
                && now - exchange.lastHeard > limits.exchangeTimeout().toNanos()) {
            abandon(peer, now);
        }
    }

    /** Gives a session up. */
    void abandon(Peer peer, long now) {
        @Nullable Exchange exchange = peer.exchange;
        if (exchange != null) {
            counts.add(Count.SESSIONS_FAILED);
            peer.exchange = null;
            peer.lastSession = now;
            peer.wantsSession = true;
        }
    }
}
