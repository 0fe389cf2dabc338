package io.latticework.sync.internal.engine;

import io.latticework.sync.spi.AntiEntropy;
import io.latticework.sync.spi.AntiEntropy.Comparison;
import io.latticework.sync.spi.AntiEntropy.Contact;
import io.latticework.sync.spi.AntiEntropy.Mode;
import io.latticework.sync.spi.AntiEntropy.View;
import java.util.List;
import java.util.Map;

/** Asks the anti-entropy schedule, and shows it what the engine knows. */
final class Plan {
    /** More hops than anything has. */
    private static final int NOTHING_NEW = Integer.MAX_VALUE;

    private final EngineConfig config;
    private final AntiEntropy schedule;
    private final Map<String, Peer> peers;
    private Mode mode = Mode.DIRECT;
    private int hops = NOTHING_NEW;
    private boolean active;

    Plan(EngineConfig config, Map<String, Peer> peers) {
        this.config = config;
        this.schedule = config.antiEntropy();
        this.peers = peers;
    }

    private View view(long now) {
        List<Contact> contacts = peers.values().stream()
                .filter(Peer::isActive)
                .map(peer -> new Contact(peer.name, peer.region, peer.roundTrip))
                .toList();
        return new View(now, config.region(), contacts, config.randomness());
    }

    /** Notes that there is something new, and how often the youngest of it was passed on before. */
    void news(int passedOn) {
        hops = Math.min(hops, passedOn);
        active = true;
    }

    /** Tells whether what is new is passed on, not sent to all. */
    boolean gossips() {
        return mode == Mode.GOSSIP;
    }

    /** Returns how often what is new now was passed on before. */
    int hops() {
        return hops == NOTHING_NEW ? 0 : hops;
    }

    /** All that was new was sent. */
    void sent() {
        hops = NOTHING_NEW;
    }

    /** Decides to whom what is new is passed on. */
    List<String> passOn(long now) {
        return schedule.passOn(view(now), hops());
    }

    /** Decides with whom to compare digests. */
    List<Comparison> compare(long now) {
        View view = view(now);
        mode = schedule.mode(view);
        if (active) {
            active = false;
            schedule.active(view);
        }
        return schedule.compare(view);
    }

    /** Notes how a comparison went. */
    void compared(long now, String peer, boolean equal) {
        schedule.compared(view(now), peer, equal);
    }
}
