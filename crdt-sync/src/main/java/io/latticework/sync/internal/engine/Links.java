package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.message.Greeting;
import io.latticework.sync.internal.message.HandshakeCodec;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.sync.internal.message.Refusal;
import io.latticework.sync.spi.Transport.Endpoint;
import io.latticework.sync.spi.Transport.Link;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of a replica: who is at the other end, and that one link serves each pair in both directions. If both sides
 * dialed, both keep the link that the one whose name comes first has dialed.
 */
final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** What is known of a link. */
    private static final class State {
        final String dialed;
        final long opened;

        @Nullable
        Peer peer;

        State(String dialed, long opened) {
            this.dialed = dialed;
            this.opened = opened;
        }
    }

    private final EngineConfig config;
    private final Handshake handshake;
    private final Post post;
    private final Counts counts;
    private final Map<String, Peer> peers;
    private final Waiters waiters;
    private final Dialer dialer;
    private final Map<Link, State> links = new LinkedHashMap<>();
    private final Set<String> cut = new HashSet<>();
    private @Nullable Endpoint endpoint;

    // checkstyle:off ParameterNumber because links need to say who they belong to
    Links(
            EngineConfig config,
            long fingerprint,
            Identity identity,
            Post post,
            Counts counts,
            Map<String, Peer> peers,
            Waiters waiters) {
        this.config = config;
        this.handshake = new Handshake(config, fingerprint, identity, counts);
        this.post = post;
        this.counts = counts;
        this.peers = peers;
        this.waiters = waiters;
        this.dialer = new Dialer(config.randomness());
    }
    // checkstyle:on ParameterNumber

    void start(Endpoint open, Collection<String> addresses) {
        endpoint = open;
        addresses.forEach(dialer::add);
    }

    void stop() {
        List.copyOf(links.keySet()).forEach(Link::close);
        if (endpoint != null) {
            endpoint.close();
        }
    }

    /** Closes all links, to greet everybody again. */
    void reset() {
        List<Map.Entry<Link, State>> all = List.copyOf(links.entrySet());
        links.clear();
        for (Map.Entry<Link, State> entry : all) {
            State state = entry.getValue();
            if (!state.dialed.isEmpty()) {
                dialer.ended(state.dialed);
            }
            if (state.peer != null && state.peer.link == entry.getKey()) {
                state.peer.link = null;
            }
            entry.getKey().close();
        }
    }

    /** Tells whether each dialed address is known to lead to one of some replicas. */
    boolean leadTo(Set<String> names) {
        return dialer.leadTo(names);
    }

    void add(String address) {
        dialer.add(address);
    }

    void remove(String address) {
        dialer.remove(address);
        links.forEach((link, state) -> {
            if (state.dialed.equals(address)) {
                link.close();
            }
        });
    }

    Set<String> addresses() {
        return dialer.addresses();
    }

    /** Returns what is known of all peers. */
    List<PeerView> views() {
        return peers.values().stream()
                .map(peer -> PeerView.of(peer, addressOf(peer)))
                .toList();
    }

    private String addressOf(Peer peer) {
        String dialed = dialer.addressOf(peer.name);
        return dialed.isEmpty() && peer.link != null ? peer.link.address() : dialed;
    }

    void dial(long now) {
        if (endpoint != null) {
            dialer.dial(endpoint, now, name -> cut.contains(name) || isLinked(name));
        }
    }

    /** Dials what is due, and closes links whose other end has not said who it is. */
    void tend(long now) {
        dial(now);
        expire(now);
    }

    /** Closes links whose other end has not said who it is. */
    private void expire(long now) {
        long patience = config.limits().exchangeTimeout().toNanos();
        List.copyOf(links.entrySet()).forEach(entry -> {
            if (entry.getValue().peer == null && now - entry.getValue().opened > patience) {
                counts.add(Count.LINKS_REFUSED);
                entry.getKey().close();
            }
        });
    }

    private boolean isLinked(String name) {
        Peer peer = peers.get(name);
        return peer != null && peer.link != null;
    }

    void unreachable(String address) {
        dialer.ended(address);
    }

    void opened(Link link, String dialed, long now) {
        if (links.size() >= 2 * config.limits().peers()) {
            refuse(link, Handshake.goodbye(Refusal.FULL, "there are too many links"));
            dialer.ended(dialed);
            return;
        }
        links.put(link, new State(dialed, now));
        post.send(link, handshake.hello());
    }

    /** Returns the peer at the other end of a link that said who it is and is kept, else {@code null}. */
    @Nullable
    Peer peer(Link link) {
        State state = links.get(link);
        return state == null || state.peer == null || state.peer.link != link ? null : state.peer;
    }

    /** Returns the peer at the other end of a link that was not kept, because there is another one to it. */
    @Nullable
    Peer elsewhere(Link link) {
        State state = links.get(link);
        return state == null || state.peer == null || state.peer.link == link ? null : state.peer;
    }

    /** Hears who is at the other end; returns the peer if the link is kept. */
    @Nullable
    Peer greeted(Link link, Hello hello, long now) {
        State state = links.get(link);
        if (state == null || state.peer != null) {
            refuse(link, Handshake.goodbye(Refusal.REPEATED, "this is a second greeting"));
            return null;
        }
        Goodbye stranger = handshake.complaint(hello.protocol());
        if (stranger != null) {
            refuse(link, stranger);
            return null;
        }
        Greeting greeting = HandshakeCodec.decode(hello.greeting());
        Goodbye unwanted = complaint(greeting);
        if (unwanted != null) {
            refuse(link, unwanted);
            return null;
        }
        return greeted(link, state, greeting, handshake.agreed(hello.protocol()), now);
    }

    private @Nullable Peer greeted(Link link, State state, Greeting greeting, Protocol agreed, long now) {
        String name = greeting.replica().name();
        if (!state.dialed.isEmpty()) {
            dialer.reached(state.dialed, name);
        }
        Peer peer =
                peers.computeIfAbsent(name, absent -> new Peer(greeting.replica(), greeting.epoch(), config.limits()));
        boolean restarted = !peer.replica.equals(greeting.replica()) || peer.epoch != greeting.epoch();
        if (restarted) {
            restart(peer, greeting, now);
        }
        peer.region = greeting.region();
        state.peer = peer;
        if (!keep(link, peer, !state.dialed.isEmpty(), restarted)) {
            return null; // that is no life sign on the older link, which the other side may not know any more
        }
        peer.lastHeard = now;
        peer.protocol = agreed;
        return peer;
    }

    /** What a former life of the peer acknowledged counts for nothing any more. */
    private void restart(Peer peer, Greeting greeting, long now) {
        if (peer.link != null && !peer.replica.equals(greeting.replica())) {
            counts.add(Count.NAMES_SHARED);
            LOG.warn(
                    "{} hears {} while {} is linked: it has started anew, or two processes share the name",
                    config.name(),
                    greeting.replica(),
                    peer.replica);
        }
        peer.restart(greeting.replica(), greeting.epoch(), peer.isAlive(now));
        waiters.forget(peer.name);
    }

    /** Keeps a link to a peer, in place of an older one; of two that both sides dialed, both keep the same. */
    private boolean keep(Link link, Peer peer, boolean dialedByMe, boolean restarted) {
        boolean oldIsPreferred = !restarted && peer.dialedByMe == minesPreferred(peer.name);
        if (peer.link != null && peer.dialedByMe != dialedByMe && oldIsPreferred) {
            counts.add(Count.LINKS_REFUSED);
            link.close();
            return false;
        }
        peer.breaker.reset();
        peer.retries = 0; // what got lost on the old link need not wait any longer
        Link old = peer.link;
        peer.link = link;
        peer.introduced = false;
        peer.dialedByMe = dialedByMe;
        if (old != null) {
            old.close();
        }
        return true;
    }

    private boolean minesPreferred(String name) {
        return config.name().compareTo(name) < 0;
    }

    /** Returns why a replica is not wanted, {@code null} if it is. */
    private @Nullable Goodbye complaint(Greeting greeting) {
        Goodbye complaint = handshake.complaint(greeting);
        String name = greeting.replica().name();
        if (complaint == null && cut.contains(name)) {
            return Handshake.goodbye(Refusal.CUT, name + " is cut off here");
        }
        if (complaint == null
                && !peers.containsKey(name)
                && peers.size() >= config.limits().peers()) {
            return Handshake.goodbye(Refusal.FULL, "there are too many peers");
        }
        return complaint;
    }

    /** Notes whose writes came. */
    void heardOf(CausalContext context) {
        for (int run = 0; run < context.runs(); run++) {
            long last = context.last(run);
            ReplicaId replica = context.realm().replica(Realm.indexOf(last));
            Peer writer = peers.get(replica.name());
            if (writer != null && writer.replica.equals(replica)) {
                writer.elsewhere = Math.max(writer.elsewhere, Realm.sequenceOf(last));
            }
        }
    }

    private void refuse(Link link, Goodbye goodbye) {
        counts.add(Count.LINKS_REFUSED);
        LOG.debug("{} refuses a link from {}: {}", config.name(), link.address(), goodbye.reason());
        post.send(link, goodbye);
        link.close();
    }

    /** A frame on a link was none of a replica's. */
    void refused(Link link) {
        if (peer(link) == null) {
            link.close();
        }
    }

    /** Returns the peer that has lost its link, {@code null} if none has. */
    @Nullable
    Peer closed(Link link) {
        State state = links.remove(link);
        if (state == null) {
            return null;
        }
        if (!state.dialed.isEmpty()) {
            dialer.ended(state.dialed);
        }
        Peer peer = state.peer;
        if (peer == null || peer.link != link) {
            return null;
        }
        peer.link = null;
        return peer;
    }

    void cut(String name, boolean apart) {
        Peer peer = peers.get(name);
        if (peer != null) {
            peer.cut = apart;
        }
        if (!apart) {
            cut.remove(name);
        } else if (cut.add(name) && peer != null && peer.link != null) {
            peer.link.close();
        }
    }
}
