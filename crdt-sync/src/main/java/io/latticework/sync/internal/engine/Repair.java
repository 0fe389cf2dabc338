package io.latticework.sync.internal.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Turn;
import io.latticework.sync.spi.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs repair sessions: at most one a peer at a time. Both sides freeze a state, announce its context, and take
 * turns in the walk of {@link Session} until neither has anything to say. Each then has the join of both states; if the two
 * joins have one digest, both merge it and say so. Whatever breaks off joins nothing but the pieces that had come.
 */
final class Repair {
    private static final long BETWEEN_SESSIONS_NANOS = 2_000_000_000L;
    private static final long RESEND_NANOS = 200_000_000L;
    private static final int MAX_DOUBLINGS = 3;
    /** What sessions need of the engine. */
    interface Host {
        /** Folds and flushes, so that a frozen state shows nothing that peers were not pushed. */
        void flush();

        /** Joins what came from a peer that pushed it or told it in a session. */
        default void join(Peer peer, Causal remote) {
            join(peer, remote, 1);
        }

        /** Joins what came from a peer and was passed on so often. */
        void join(Peer peer, Causal remote, int passedOn);

        /** Tells whether a peer has seen own writes that were never sent; if so, all sessions are over. */
        boolean isContradicted(Peer peer, CausalContext seen);

        /** Tells the same by the highest sequence number that the peer has seen. */
        boolean isContradicted(Peer peer, long seen);

        /** Calls back once all that was joined so far is stored. */
        void afterStoring(Runnable then);
    }

    private final Keyspace keyspace;
    private final Limits limits;
    private final Post post;
    private final Counts counts;
    private final Push push;
    private final Host host;
    private final Intake intake;
    private final Filling filling;
    private long sessions;

    // checkstyle:off ParameterNumber because a session uses all of the engine's parts
    Repair(
            Keyspace keyspace,
            Limits limits,
            Clock clock,
            Post post,
            Counts counts,
            Push push,
            Map<String, Peer> peers,
            Host host) {
        this.keyspace = keyspace;
        this.limits = limits;
        this.post = post;
        this.counts = counts;
        this.push = push;
        this.host = host;
        this.intake = new Intake(keyspace.realm(), limits.newReplicas(), counts);
        this.filling = new Filling(keyspace, limits, clock, post, counts, peers, host, this::openIfAllowed);
    }
    // checkstyle:on ParameterNumber

    private Exchange exchange(Peer peer, long number, boolean openedByMe, long now) {
        host.flush();
        Session session = new Session(
                keyspace.stored(), intake.codec(keyspace, peer, now), peer.assembly, limits.frameTargetBytes(), number);
        Exchange exchange = new Exchange(number, openedByMe, session, push.position());
        exchange.lastHeard = now;
        peer.waitsSince = 0;
        counts.add(Count.SESSIONS_BEGUN);
        return exchange;
    }

    /** Returns what fills this replica and its peers. */
    Filling filling() {
        return filling;
    }

    /** Goes on with the session with a peer, or opens one that is wanted and due. */
    void tend(Peer peer, boolean initiates, long now) {
        revive(peer, now);
        if (peer.wantsSession && initiates && now - peer.lastSession >= BETWEEN_SESSIONS_NANOS) {
            openIfAllowed(peer, now);
        }
    }

    /** Opens a session with a peer, unless there is one, sessions wait, or they failed too often. */
    void openIfAllowed(Peer peer, long now) {
        if (peer.isActive() && peer.exchange == null && !filling.isDrawing() && peer.breaker.allows(now)) {
            open(peer, now);
        }
    }

    private void open(Peer peer, long now) {
        Exchange exchange = exchange(peer, ++sessions, true, now);
        peer.exchange = exchange;
        peer.wantsSession = false;
        say(peer, exchange, List.of(announcement(peer, exchange, false)), now);
    }

    private Open announcement(Peer peer, Exchange exchange, boolean answer) {
        Causal frozen = exchange.session.frozen();
        byte[] context = keyspace.encode(Causal.of(null, frozen.context()));
        return new Open(exchange.number, answer, peer.wantsWhole, context, peer.assembly.hash(), peer.assembly.next());
    }

    private void say(Peer peer, Exchange exchange, List<Message> messages, long now) {
        exchange.say(messages, now);
        messages.forEach(message -> post.send(peer, message));
    }

    /** Says what was said last once more if nothing was heard since, or gives the session up. */
    private void revive(Peer peer, long now) {
        Exchange exchange = peer.exchange;
        boolean busy = peer.link != null && !peer.link.isWritable();
        if (exchange == null || busy) {
            return; // what was said is still on its way; a link that takes nothing at all is the transport's to close
        }
        if (now - exchange.lastHeard > limits.exchangeTimeout().toNanos()) {
            abandon(peer, now);
        } else if (now - exchange.saidAt > patience(exchange)) {
            exchange.saidAt = now;
            exchange.resent++;
            exchange.said.forEach(message -> post.send(peer, message));
        }
    }

    /** Returns how long an answer may take: longer for a long turn, which has to arrive before it can be answered. */
    private static long patience(Exchange exchange) {
        return (RESEND_NANOS << Math.min(exchange.resent, MAX_DOUBLINGS)) + exchange.takesNanos();
    }

    /** Hears that the peer opens a session, or answers. */
    void opened(Peer peer, Open open, long now, boolean mineGoesFirst) {
        Exchange exchange = peer.exchange;
        boolean known = exchange != null && exchange.number == open.session();
        if (open.answer()) {
            if (exchange != null && known && exchange.openedByMe && !exchange.session.isAnnounced()) {
                exchange.lastHeard = now;
                CausalContext context = context(open);
                if (!host.isContradicted(peer, context)) {
                    announced(peer, exchange, open, context, now);
                }
            }
            return;
        }
        if (exchange != null && exchange.openedByMe && !exchange.session.isAnnounced() && mineGoesFirst) {
            return; // both opened at once: the other side answers this one's
        }
        if (known && exchange != null && !exchange.openedByMe || isClosed(peer, open.session())) {
            return; // heard before; what was answered is said again in its time
        }
        if (exchange != null && exchange.openedByMe && !exchange.session.isAnnounced()) {
            declined(peer, now); // both opened at once: this side answers
        }
        abandon(peer, now);
        answer(peer, open, now);
    }

    /** Hears what an opened session is about; one that would bring what another one brings already is not gone on with. */
    private void announced(Peer peer, Exchange exchange, Open open, CausalContext context, long now) {
        CausalContext mine = exchange.session.frozen().context();
        if (filling.admits(peer, context, mine, now)) {
            exchange.session.announced(open, context, peer.wantsWhole);
            filling.begun(peer, context, mine, now);
        } else {
            declined(peer, now);
            decline(peer, exchange.number);
        }
    }

    private void decline(Peer peer, long session) {
        counts.add(Count.SESSIONS_DECLINED);
        post.send(peer, Close.declining(session));
    }

    /** A session will not take place now: one side gets what it brings from another peer. */
    private static void declined(Peer peer, long now) {
        peer.exchange = null;
        peer.lastSession = now;
        peer.breaker.declined(now);
        peer.wantsSession = true;
    }

    private CausalContext context(Open open) {
        return keyspace.decode(open.context()).context();
    }

    private static boolean isClosed(Peer peer, long session) {
        return peer.lastClose != null && peer.lastClose.session() == session;
    }

    private void answer(Peer peer, Open open, long now) {
        CausalContext context = context(open);
        CausalContext mine = keyspace.stored().context();
        if (host.isContradicted(peer, context)) {
            return;
        }
        if (!filling.admits(peer, context, mine, now)) {
            decline(peer, open.session());
            return;
        }
        Exchange exchange = exchange(peer, open.session(), false, now);
        peer.exchange = exchange;
        filling.begun(peer, context, mine, now);
        peer.wantsSession = false;
        exchange.session.announced(open, context, peer.wantsWhole);
        exchange.session.begin();
        List<Message> messages = new ArrayList<>(List.of(announcement(peer, exchange, true)));
        messages.addAll(nextTurn(exchange));
        say(peer, exchange, messages, now);
    }

    /** Hears a part of a turn. */
    void turned(Peer peer, Turn turn, long now) {
        Exchange exchange = peer.exchange;
        if (exchange == null
                || exchange.number != turn.session()
                || exchange.turn != turn.turn()
                || exchange.parts.get(turn.part())
                || !exchange.session.isAnnounced()) {
            return;
        }
        exchange.lastHeard = now;
        exchange.parts.set(turn.part());
        Causal arrived = exchange.session.hear(turn);
        if (arrived != null && turn.more()) {
            host.join(peer, arrived); // a large exchange keeps what has come, should it break off
            exchange.session.joined(keyspace.snapshot());
        }
        if (turn.last()) {
            exchange.partsInAll = turn.part() + 1;
            exchange.theyHaveMore = turn.more();
        }
        if (exchange.parts.cardinality() == exchange.partsInAll) {
            respond(peer, exchange, now);
        }
    }

    private void respond(Peer peer, Exchange exchange, long now) {
        exchange.answered(now);
        exchange.turn++;
        exchange.parts.clear();
        exchange.partsInAll = -1;
        if (exchange.session.hasMoreToSay() || exchange.theyHaveMore) {
            say(peer, exchange, nextTurn(exchange), now);
        } else {
            finish(peer, exchange, now);
        }
    }

    private List<Message> nextTurn(Exchange exchange) {
        List<Message> frames = new ArrayList<>();
        boolean last = false;
        while (!last) {
            Script.Frame frame = exchange.session.nextFrame();
            boolean more = exchange.session.hasMoreToSay();
            last = !more || frames.size() + 1 == exchange.frames();
            frames.add(turn(exchange, frames.size(), last, more, frame));
        }
        exchange.turn++;
        return frames;
    }

    private static Turn turn(Exchange exchange, int part, boolean last, boolean more, Script.Frame frame) {
        return new Turn(exchange.number, exchange.turn, part, last, more, frame.items(), frame.piece(), frame.kept());
    }

    /** The walk is over: says what the join of both states is. */
    private void finish(Peer peer, Exchange exchange, long now) {
        if (exchange.theirs == null) {
            settleOn(exchange);
            say(peer, exchange, List.of(close(exchange, false, false)), now);
        }
    }

    /** Returns what the other side's state brings, once the walk is over. */
    @CanIgnoreReturnValue
    private static Causal settleOn(Exchange exchange) {
        Causal theirs = exchange.theirs;
        if (theirs == null) {
            theirs = exchange.session.theirs();
            exchange.theirs = theirs;
            exchange.joined = exchange.session.frozen().merge(theirs).digest();
        }
        return theirs;
    }

    private static Close close(Exchange exchange, boolean stored, boolean again) {
        return new Close(exchange.number, exchange.joined, stored, again);
    }

    /** What a session brought counts as received once it is stored. */
    private void whenStored(Peer peer, Exchange exchange, Runnable then) {
        host.afterStoring(() -> {
            if (peer.exchange == exchange) {
                then.run();
            }
        });
    }

    /** Hears what the other side takes for the join of both states. */
    void closed(Peer peer, Close close, long now) {
        Exchange exchange = peer.exchange;
        if (exchange == null || exchange.number != close.session()) {
            if (peer.lastClose != null && isClosed(peer, close.session()) && !close.again()) {
                post.send(peer, peer.lastClose);
            }
            return;
        }
        if (close.isDeclining()) {
            declined(peer, now);
            return;
        }
        if (!exchange.session.isAnnounced()) {
            return;
        }
        exchange.lastHeard = now;
        Causal theirs = settleOn(exchange);
        if (!close.joined().equals(exchange.joined)) {
            differ(peer, exchange, close.again(), now);
        } else if (!exchange.settled) {
            exchange.settled = true;
            host.join(peer, theirs);
            whenStored(peer, exchange, () -> confirm(peer, exchange, close.stored(), now));
        } else if (close.stored()) {
            whenStored(peer, exchange, () -> end(peer, exchange, true, now));
        }
    }

    /** The two sides have come to different joins. The entries that came are a piece of the other's state nevertheless. */
    private void differ(Peer peer, Exchange exchange, boolean isOver, long now) {
        end(peer, exchange, false, now);
        if (!isOver) {
            post.send(peer, close(exchange, false, true));
        }
        host.join(peer, exchange.session.received());
    }

    /** This side has joined and stored what the other's state brings. */
    private void confirm(Peer peer, Exchange exchange, boolean last, long now) {
        say(peer, exchange, List.of(close(exchange, true, last)), now);
        if (last) {
            end(peer, exchange, true, now);
        }
    }

    private void end(Peer peer, Exchange exchange, boolean complete, long now) {
        peer.exchange = null;
        peer.lastClose = close(exchange, complete, true);
        peer.lastSession = now;
        peer.wantsWhole = !complete;
        peer.drawn = false;
        peer.breaker.ended(complete, now);
        if (complete) {
            counts.add(Count.SESSIONS_COMPLETED);
            push.hasThrough(peer, exchange.session.frozen(), exchange.position);
            exchange.whenComplete.forEach(Runnable::run);
        } else {
            counts.add(Count.SESSIONS_FAILED);
            peer.wantsSession = true;
        }
    }

    /** Gives a session up. */
    void abandon(Peer peer, long now) {
        if (peer.exchange != null) {
            counts.add(Count.SESSIONS_FAILED);
            peer.exchange = null;
            peer.lastSession = now;
            peer.breaker.ended(false, now);
            peer.wantsSession = true;
            peer.drawn = false;
        }
    }

    /** Gives up what a peer has begun to say: nobody knows how far it was heard. */
    void giveUp(Peer peer, long now) {
        abandon(peer, now);
        filling.leave(peer);
    }
}
