package io.latticework.sync.internal.engine;

import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.spi.AntiEntropy.Comparison;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compares digests with peers, now and then and when asked. Peers that agree say nothing else; peers that differ twice
 * while nothing is on its way want a session.
 */
final class Pulses {
    /** So many may be lost in a row before a peer counts as silent. */
    private static final int SILENT_PULSES = 4;

    /** So many questions wait for one peer; more take the place of the oldest. */
    private static final int MAX_QUESTIONS = 1_000;

    private static final long MIN_WITHIN_MILLIS = 200;
    private static final long MAX_WITHIN_MILLIS = 600_000;
    /** A question is not repeated sooner, whatever the reasons to ask. */
    private static final long ASKS_AGAIN_NANOS = 200_000_000L;

    private static final long WAITS_NANOS = 1_000_000_000L;
    private static final long BUSY_WAITS_NANOS = 20_000_000_000L;

    private final Keyspace keyspace;
    private final Post post;
    private final Push push;
    private final Repair repair;
    private final Repair.Host host;
    private final Map<String, Peer> peers;
    private final Plan plan;
    private List<String> told = List.of();
    private long questions;

    // checkstyle:off ParameterNumber because pulses look at all of the engine's parts
    Pulses(
            Keyspace keyspace,
            Post post,
            Push push,
            Repair repair,
            Repair.Host host,
            Map<String, Peer> peers,
            Plan plan) {
        this.keyspace = keyspace;
        this.post = post;
        this.push = push;
        this.repair = repair;
        this.host = host;
        this.peers = peers;
        this.plan = plan;
    }
    // checkstyle:on ParameterNumber

    /** Shows a peer where this replica stands. */
    void send(Peer peer) {
        send(peer, 0, 0);
    }

    /** Asks a peer to show where it stands. */
    void ask(Peer peer) {
        send(peer, ++questions, 0);
    }

    private void send(Peer peer, long question, long answer) {
        long seen = peer.seen(keyspace.snapshot().context());
        long withinMillis = peer.promisedWithin / 1_000_000;
        post.send(peer, new Pulse(keyspace.stored().digest(), question, answer, seen, withinMillis, reached()));
    }

    private List<String> reached() {
        return plan.gossips()
                ? List.of()
                : peers.values().stream()
                        .filter(Peer::isReached)
                        .map(each -> each.name)
                        .toList();
    }

    /** Trusts silent peers no longer, tells all if that changes anything, and compares digests with whom the schedule names. */
    void tend(long now) {
        expire(now);
        tellReach();
        for (Comparison comparison : plan.compare(now)) {
            Peer peer = peers.get(comparison.peer());
            if (peer != null && peer.isActive()) {
                peer.promisedWithin = comparison.withinNanos();
                if (comparison.asks()) {
                    compare(peer, now);
                } else {
                    send(peer);
                }
            }
        }
    }

    /** Asks a peer where it stands; if elsewhere, a session follows. */
    void compare(Peer peer, long now) {
        if (peer.asked == 0 || now - peer.askedAt >= ASKS_AGAIN_NANOS) {
            peer.asked = ++questions;
            peer.askedAt = now;
            send(peer, peer.asked, 0);
        }
    }

    /**
     * Asks once more what has not been answered: a question or its answer may have been lost.
     *
     * @param confirms whether writes wait to be confirmed
     */
    void askAgain(Peer peer, boolean confirms, long now) {
        if (peer.exchange == null && !peer.questions.isEmpty()) {
            send(peer, peer.questions.lastKey(), 0);
        } else if (confirms && peer.unsureThrough > 0) {
            compare(peer, now);
        }
    }

    /** Tells all at once if this replica reaches others than when it was last asked. */
    private void tellReach() {
        List<String> reached = reached();
        if (!reached.equals(told)) {
            told = reached;
            peers.values().stream().filter(Peer::isActive).forEach(this::send);
        }
    }

    /** Takes back what silent peers said about whom they reach. */
    private void expire(long now) {
        for (Peer peer : peers.values()) {
            if (!peer.isActive() || now - peer.lastPulse > SILENT_PULSES * peer.pulsesWithin) {
                handOver(peer.reachesNow(Set.of()), now);
            }
        }
    }

    /** Somebody no longer tells these peers what it tells this one: whatever is still missing there, a session moves. */
    private void handOver(Set<String> names, long now) {
        for (String name : names) {
            Peer peer = peers.get(name);
            if (peer != null && peer.isActive()) {
                compare(peer, now);
            }
        }
    }

    /** Hears where a peer stands. */
    void hear(Peer peer, Pulse pulse, long now) {
        host.flush();
        peer.lastPulse = now;
        peer.pulsesWithin = 1_000_000 * Math.max(MIN_WITHIN_MILLIS, Math.min(pulse.withinMillis(), MAX_WITHIN_MILLIS));
        handOver(peer.reachesNow(pulse.reaches()), now);
        boolean equal = keyspace.stored().digest().equals(pulse.digest());
        if (!equal && waitsForAcks(peer, now)) {
            peer.deferred = pulse.question();
            return;
        }
        if (pulse.question() != 0) {
            send(peer, 0, pulse.question());
        }
        boolean asked = peer.isAnswered(pulse.answer(), now);
        if (equal) {
            isLevel(peer);
            answered(peer, pulse.answer());
        } else if (asked || peer.questions.containsKey(pulse.answer())) {
            askBySession(peer, pulse.answer(), now);
        } else if (!peer.isOnItsWay() && peer.exchange == null) {
            peer.wantsSession |= peer.differed && !plan.gossips();
            peer.differed = true;
        }
        if (equal || asked || peer.differed) {
            plan.compared(now, peer.name, equal);
        }
    }

    /** A peer has all that this replica has. */
    private void isLevel(Peer peer) {
        peer.waitsSince = 0;
        peer.differed = false;
        peer.wantsSession = false;
        push.hasThrough(peer, keyspace.stored(), push.position());
    }

    /**
     * Tells whether a peer that differs lacks what is on its way to it, as far as anybody knows: then it is sent that again, and
     * compared when it has it. Whatever else differs, a session finds out after a second, or after some while more writes are on
     * their way than the peer can take: a session would move them a second time.
     */
    private boolean waitsForAcks(Peer peer, long now) {
        boolean isBusy = now - peer.busyAt < WAITS_NANOS;
        if (!peer.isOnItsWay() && !isBusy) {
            peer.waitsSince = 0;
            return false;
        }
        if (peer.exchange != null) {
            return false;
        }
        if (peer.waitsSince == 0) {
            peer.waitsSince = now;
            push.hurry(peer, now);
        }
        return now - peer.waitsSince < (isBusy ? BUSY_WAITS_NANOS : WAITS_NANOS);
    }

    /** A peer has joined some of what was on its way; when it has all, the comparison goes on that waited for it. */
    void arrived(Peer peer, long now) {
        if (peer.waitsSince == 0 || peer.isOnItsWay()) {
            return;
        }
        peer.waitsSince = 0;
        if (peer.deferred != 0) {
            send(peer, 0, peer.deferred);
            peer.deferred = 0;
        }
        if (peer.asked != 0) {
            peer.asked = 0;
            compare(peer, now);
        }
    }

    /** A question is answered, and with it all that were asked before. */
    private static void answered(Peer peer, long question) {
        NavigableMap<Long, Runnable> answered = peer.questions.headMap(question, true);
        List<Runnable> waiting = List.copyOf(answered.values());
        answered.clear();
        waiting.forEach(Runnable::run);
    }

    /** The peer differs: a session over states that are frozen after the question answers it. */
    private void askBySession(Peer peer, long question, long now) {
        if (peer.exchange == null) {
            repair.openIfAllowed(peer, now);
            Exchange exchange = peer.exchange;
            if (exchange != null) {
                exchange.whenComplete.add(() -> answered(peer, question));
            }
        } // else what is under way was frozen before the question, which is asked again afterwards
    }

    /** Calls back once this replica has all that its active peers have at this moment. */
    void whenSynced(Runnable synced) {
        Set<String> open = new HashSet<>();
        peers.values().stream().filter(Peer::isActive).forEach(peer -> open.add(peer.name));
        if (open.isEmpty()) {
            host.flush();
            synced.run();
            return;
        }
        whenHeard(name -> {
            if (open.remove(name) && open.isEmpty()) {
                synced.run();
            }
        });
    }

    /**
     * Calls back with the name of each known peer, once this replica has all that the peer has at this moment. Who has no
     * link is asked when it has one again.
     */
    void whenHeard(Consumer<String> heard) {
        host.flush();
        for (Peer peer : List.copyOf(peers.values())) {
            long question = ++questions;
            if (peer.questions.size() >= MAX_QUESTIONS) {
                peer.questions.pollFirstEntry(); // who asked hears of others, or that its time is over
            }
            peer.questions.put(question, () -> heard.accept(peer.name));
            if (peer.isActive()) {
                send(peer, question, 0);
            }
        }
    }
}
