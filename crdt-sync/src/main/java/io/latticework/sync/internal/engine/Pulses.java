package io.latticework.sync.internal.engine;

import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares digests with peers, now and then and when asked. Peers that agree say nothing else; peers that differ twice
 * while nothing is on its way want a session.
 */
final class Pulses {
    private final Keyspace keyspace;
    private final Post post;
    private final Push push;
    private final Repair repair;
    private final Repair.Host host;
    private final Map<String, Peer> peers;
    private long questions;

    // checkstyle:off ParameterNumber because pulses look at all of the engine's parts
    Pulses(Keyspace keyspace, Post post, Push push, Repair repair, Repair.Host host, Map<String, Peer> peers) {
        this.keyspace = keyspace;
        this.post = post;
        this.push = push;
        this.repair = repair;
        this.host = host;
        this.peers = peers;
    }
    // checkstyle:on ParameterNumber

    /** Shows a peer where this replica stands. */
    void send(Peer peer) {
        send(peer, 0, 0);
    }

    private void send(Peer peer, long question, long answer) {
        List<String> reaches = peers.values().stream()
                .filter(Peer::isActive)
                .map(each -> each.name)
                .toList();
        post.send(peer, new Pulse(keyspace.snapshot().digest(), question, answer, reaches));
    }

    /** Hears where a peer stands. */
    void hear(Peer peer, Pulse pulse, long now) {
        host.flush();
        if (pulse.question() != 0) {
            send(peer, 0, pulse.question());
        }
        if (keyspace.snapshot().digest().equals(pulse.digest())) {
            peer.differed = false;
            peer.wantsSession = false;
            push.hasThrough(peer, push.position());
            answered(peer, pulse.answer());
        } else if (peer.questions.containsKey(pulse.answer())) {
            askBySession(peer, pulse.answer(), now);
        } else if (peer.outbox.isEmpty() && peer.exchange == null) {
            peer.wantsSession |= peer.differed;
            peer.differed = true;
        }
    }

    private static void answered(Peer peer, long question) {
        Runnable waiting = peer.questions.remove(question);
        if (waiting != null) {
            waiting.run();
        }
    }

    /** The peer differs: a session over states that are frozen after the question answers it. */
    private void askBySession(Peer peer, long question, long now) {
        if (peer.exchange == null) {
            repair.open(peer, now);
        }
        Exchange exchange = peer.exchange;
        if (exchange != null) {
            exchange.whenComplete.add(() -> answered(peer, question));
        }
    }

    /** Calls back once this replica has all that its active peers have at this moment. */
    void whenSynced(Runnable synced) {
        host.flush();
        List<Peer> open =
                new ArrayList<>(peers.values().stream().filter(Peer::isActive).toList());
        if (open.isEmpty()) {
            synced.run();
            return;
        }
        for (Peer peer : List.copyOf(open)) {
            long question = ++questions;
            peer.questions.put(question, () -> {
                open.remove(peer);
                if (open.isEmpty()) {
                    synced.run();
                }
            });
            send(peer, question, 0);
        }
    }
}
