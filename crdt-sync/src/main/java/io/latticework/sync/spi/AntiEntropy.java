package io.latticework.sync.spi;

import java.util.List;

/**
 * Decides with whom a replica synchronises, when, and how. One instance serves one replica. Its methods are called one at a
 * time, in the engine's time, and take all that they need from their arguments: with the same view and the same random bits
 * they decide the same, so that simulations can be repeated.
 *
 * <p>Whatever it decides, nothing is lost: what a peer lacks the next comparison of digests finds. It decides how soon, and
 * at what cost. A contact may be any peer with an open link, so an overlay that shows a replica just a part of the cluster
 * fits in as well.
 */
public interface AntiEntropy {
    /** How what is new travels. */
    enum Mode {
        /**
         * To all contacts, from who wrote it; others pass it on just to those whom the writer does not reach. Each contact
         * acknowledges it.
         */
        DIRECT,
        /** To some contacts, from whom it is new to, as the same bytes; nobody acknowledges it. */
        GOSSIP
    }

    /**
     * A peer that can be talked to.
     *
     * @param name its name
     * @param region where it says it is; empty if it does not say
     * @param roundTripNanos about how long an answer takes; 0 while unknown
     */
    record Contact(String name, String region, long roundTripNanos) {}

    /**
     * What a decision rests on.
     *
     * @param nanos the present moment
     * @param region where this replica is; empty if nobody said
     * @param contacts the peers that can be talked to, in an order that does not depend on chance
     * @param random random bits
     */
    record View(long nanos, String region, List<Contact> contacts, Randomness random) {}

    /**
     * A comparison of digests.
     *
     * @param peer with whom
     * @param asks whether an answer is wanted; else the peer just hears
     * @param withinNanos when the next one comes at the latest, so that the peer can tell silence from quiet
     */
    record Comparison(String peer, boolean asks, long withinNanos) {}

    /** Decides how what is new travels. Called every 100 ms or so. */
    Mode mode(View view);

    /**
     * Decides to whom what is new is passed on, by name. Not called while the mode is {@link Mode#DIRECT}.
     *
     * @param hops how often the youngest of it was passed on before: 0 for this replica's own writes
     */
    List<String> passOn(View view, int hops);

    /** Decides with whom to compare digests now. Called every 100 ms or so. */
    List<Comparison> compare(View view);

    /** A peer's digest came, whether asked for or not, and was the same or not. */
    void compared(View view, String peer, boolean equal);

    /** Something was written here or came from a peer. */
    void active(View view);
}
