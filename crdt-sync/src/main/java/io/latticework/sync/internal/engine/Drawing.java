package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Excerpt;
import io.latticework.crdt.internal.store.Stretch;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Fetch;
import io.latticework.sync.internal.message.Message.Offer;
import io.latticework.sync.spi.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Draws what this replica lacks from several peers at once, each of which is asked for other stretches. What comes is entries
 * with exactly their dots, joined as it comes, so that nothing is claimed but what is here; which of it was removed elsewhere,
 * and all that was seen, a session tells afterwards. Whatever a source does not bring another one is asked for.
 */
final class Drawing {
    /** About so many unseen writes make a portion. */
    private static final long PORTION = 1_000;

    private static final long MAX_PORTIONS = 128;
    /** Of the part of what is lacking that a source may lack too: each stretch is asked of one source alone. */
    private static final int PARTS = 8;
    /** When nothing new came for so long, a session is to find out. */
    private static final long STUCK_NANOS = 300_000_000_000L;

    private final Keyspace keyspace;
    private final Limits limits;
    private final Clock clock;
    private final Post post;
    private final Counts counts;
    private final Map<String, Peer> peers;
    private final Repair.Host host;
    private final BiConsumer<Peer, Long> verifies;
    private final Map<Peer, Source> sources = new LinkedHashMap<>();
    private Remainder remainder = new Remainder();
    private CausalContext mine;
    private boolean active;
    private boolean portioned;
    private long number;
    private long fetches;
    private long lacking;
    private long brought;
    private long broughtAt;
    /** How much had come when all sources had fallen silent last. */
    private long broughtByLast;

    // checkstyle:off ParameterNumber because it speaks with peers, joins, and has a session verify
    /**
     * Returns one that draws nothing yet.
     *
     * @param verifies opens a session with a source, at a time, when all has come
     */
    Drawing(
            Keyspace keyspace,
            Limits limits,
            Clock clock,
            Post post,
            Counts counts,
            Map<String, Peer> peers,
            Repair.Host host,
            BiConsumer<Peer, Long> verifies) {
        this.keyspace = keyspace;
        this.limits = limits;
        this.clock = clock;
        this.post = post;
        this.counts = counts;
        this.peers = peers;
        this.host = host;
        this.verifies = verifies;
        this.mine = CausalContext.empty(keyspace.realm());
    }
    // checkstyle:on ParameterNumber

    /** Tells whether something is drawn now: sessions wait. */
    boolean isActive() {
        return active;
    }

    /**
     * Tells whether what a peer would bring in a session is drawn instead, from it and from others.
     *
     * @param lacks how many of the writes that the peer has seen this replica has not
     */
    boolean takes(Peer peer, long lacks, long now) {
        if (active) {
            return true;
        }
        if (peer.drawn || !peer.isActive()) {
            return false; // what is still missing is what only a session tells
        }
        active = true;
        portioned = false;
        number++;
        lacking = lacks;
        brought = 0;
        broughtByLast = 0;
        broughtAt = now;
        mine = keyspace.stored().context();
        remainder = new Remainder();
        counts.add(Count.FILLINGS_BEGUN);
        ask(peer, now);
        return true;
    }

    private void ask(Peer peer, long now) {
        sources.put(peer, new Source(peer, limits.frameTargetBytes(), now));
        say(peer);
    }

    private void say(Peer peer) {
        long most = Math.min(MAX_PORTIONS, lacking / PORTION);
        int portions = portioned ? 0 : (int) Math.max(2L * limits.fillingSources(), most);
        post.send(peer, new Draw(number, portions, keyspace.encode(Causal.of(null, mine))));
    }

    /** Asks once more what got lost, and other peers in the place of those that bring nothing. */
    void tend(long now) {
        if (active) {
            sources.values().removeIf(source -> !source.isPresent() && isGone(source));
            List.copyOf(sources.values()).forEach(source -> urge(source, now));
            goOn(now);
        }
    }

    private boolean isGone(Source source) {
        remainder.giveBack(source.takeBack());
        return true;
    }

    private void urge(Source source, long now) {
        if (source.isOut) {
            return;
        }
        if (source.isSilent(limits.exchangeTimeout().toNanos(), now)) {
            drop(source);
        } else if (source.isLate(now)) {
            remainder.giveBack(source.takeBack());
            source.said(now);
            if (source.context == null) {
                say(source.peer);
            }
        }
    }

    private void drop(Source source) {
        source.isOut = true;
        remainder.giveBack(source.takeBack());
    }

    /** Something that came from a peer broke a rule, or could not be joined. */
    void leave(Peer peer) {
        Source source = sources.get(peer);
        if (source != null) {
            drop(source);
        }
    }

    private void goOn(long now) {
        invite(now);
        handOut(now);
        if (portioned && remainder.isEmpty() && sources.values().stream().noneMatch(Source::isAsked)) {
            end(true, now);
        } else if (now - broughtAt > STUCK_NANOS || hasNobody() && brought == broughtByLast) {
            end(false, now);
        } else if (hasNobody()) {
            broughtByLast = brought;
            sources.clear(); // they brought something before frames got lost: asks them once more
            invite(now);
        }
    }

    private boolean hasNobody() {
        return sources.values().stream().noneMatch(Source::isOn)
                && peers.values().stream().anyMatch(Peer::isActive);
    }

    /** Asks further peers; at first one alone, which cuts what it would bring into portions. */
    private void invite(long now) {
        long bringing = sources.values().stream().filter(Source::isOn).count();
        for (Peer peer : peers.values()) {
            boolean isWanted = bringing == 0 || portioned && bringing < limits.fillingSources();
            if (isWanted && peer.isActive() && !sources.containsKey(peer)) {
                ask(peer, now);
                bringing++;
            }
        }
    }

    /** Asks all that are free, by turns; those that are quiet come last. */
    private void handOut(long now) {
        List<Source> byTurns = new ArrayList<>(sources.values());
        byTurns.sort(Comparator.comparing(Source::isQuiet));
        boolean any = portioned;
        while (any) {
            any = false;
            for (Source source : byTurns) {
                if (!remainder.isEmpty() && source.isFree()) {
                    fetch(source, now);
                    any = true;
                }
            }
        }
    }

    private void fetch(Source source, long now) {
        Stretch stretch = remainder.take();
        int frames = source.asks(++fetches, stretch, now);
        post.send(source.peer, new Fetch(number, fetches, stretch, frames));
        counts.add(Count.STRETCHES_ASKED);
    }

    /** Hears what a peer would bring. */
    void offered(Peer peer, Offer offer, long now) {
        Source source = sources.get(peer);
        if (!active || offer.draw() != number || source == null || !source.isOn()) {
            return;
        }
        if (offer.context().length == 0) {
            drop(source);
        } else if (source.context == null) {
            CausalContext theirs = keyspace.decode(offer.context()).context();
            if (host.isContradicted(peer, theirs)) {
                return;
            }
            accept(source, theirs, offer, now);
        }
        goOn(now);
    }

    private void accept(Source source, CausalContext theirs, Offer offer, long now) {
        source.heard(now);
        if (theirs.minus(mine).size() < lacking - lacking / PARTS) {
            drop(source);
            return;
        }
        source.context = theirs;
        counts.add(Count.FILLING_SOURCES);
        if (!portioned) {
            portioned = true;
            remainder.cut(offer.cuts().stream().limit(MAX_PORTIONS).toList());
        }
    }

    /** Hears a part of what was asked for. */
    void brought(Peer peer, Chunk chunk, long now) {
        Source source = sources.get(peer);
        if (!active || chunk.draw() != number || source == null || !source.isOn()) {
            return;
        }
        CausalContext theirs = source.context;
        if (theirs == null) {
            return;
        }
        if (chunk.piece().length > 0) {
            DotStore entries =
                    keyspace.decode(chunk.piece()).store(); // with exactly their dots, whatever else is claimed
            join(peer, Excerpt.piece(entries, theirs, keyspace.snapshot()), now);
        }
        if (!active || !source.isOn()) {
            return; // what came has proved that this replica is another one now
        }
        remainder.came(chunk.stretch());
        remainder.giveBack(Remainder.without(
                source.answered(chunk.fetch(), chunk.piece().length, chunk.last(), now), chunk.stretch()));
        source.heard(now);
        sources.values().forEach(each -> each.came(chunk.stretch()));
        long drawn = number;
        host.afterStoring(() -> {
            if (active && number == drawn) {
                goOn(clock.nanos());
            }
        });
    }

    private void join(Peer peer, Causal piece, long now) {
        if (!piece.context().isEmpty()) {
            brought += piece.context().size();
            broughtAt = now;
            counts.add(Count.WRITES_DRAWN, piece.context().size());
            host.join(peer, piece);
        }
    }

    private void end(boolean complete, long now) {
        active = false;
        counts.add(complete ? Count.FILLINGS_COMPLETED : Count.FILLINGS_BROKEN);
        sources.keySet().forEach(peer -> peer.drawn = complete || brought == 0);
        List<Source> present = sources.values().stream().filter(Source::isOn).toList();
        sources.clear();
        if (complete && !present.isEmpty()) {
            verifies.accept(present.get(0).peer, now);
        }
    }
}
