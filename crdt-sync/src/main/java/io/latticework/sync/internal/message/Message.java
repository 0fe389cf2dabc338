package io.latticework.sync.internal.message;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.internal.store.Cut;
import io.latticework.crdt.internal.store.Range;
import io.latticework.crdt.internal.store.Stretch;
import java.util.List;

/** What one replica says to another. */
public sealed interface Message {
    /** Tells whether the message shows writes of the speaker, or claims to have seen some. */
    default boolean showsWrites() {
        return this instanceof Delta
                || this instanceof Rumor
                || this instanceof Open
                || this instanceof Turn
                || this instanceof Draw
                || this instanceof Offer
                || this instanceof Chunk;
    }

    /**
     * The first message on a link, from both sides.
     *
     * @param protocol what the speaker speaks
     * @param greeting who speaks: {@link HandshakeCodec#decode} reads it, once it is known that a version is spoken on both sides
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Hello(Protocol protocol, byte[] greeting) implements Message {}

    /**
     * Why a link is not wanted; the link closes after it.
     *
     * @param code the code of a {@link Refusal}, or of one that only newer libraries know
     * @param reason the same for people
     */
    record Goodbye(int code, String reason) implements Message {}

    /**
     * Where the speaker stands.
     *
     * @param digest of all that it has
     * @param question a number to be echoed by an immediate answer, 0 for none
     * @param answer the question that this answers, 0 for none
     * @param seen the highest sequence number that the speaker has seen of the hearer's incarnation, 0 for none
     * @param withinMillis when the next one comes at the latest
     * @param reaches the names of the peers that it tells all it writes; none while it gossips
     */
    record Pulse(Digest digest, long question, long answer, long seen, long withinMillis, List<String> reaches)
            implements Message {}

    /**
     * A part of what the speaker wrote since its last flush, or of the join of several such deltas.
     *
     * @param number the delta's, never used twice in an epoch
     * @param part which part, from 0
     * @param parts how many there are
     * @param piece the part, with names
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delta(long number, int part, int parts, byte[] piece) implements Message {}

    /**
     * What became new to the speaker since its last round of gossip. Nobody acknowledges it.
     *
     * @param hops how often the youngest of it was passed on before
     * @param piece a delta, with names
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rumor(int hops, byte[] piece) implements Message {}

    /**
     * All parts of some deltas are joined.
     *
     * @param epoch the hearer's epoch in which the deltas were numbered
     * @param seen the highest sequence number that the speaker has seen of the hearer's incarnation, 0 for none
     * @param numbers the deltas'
     */
    record Ack(long epoch, long seen, List<Long> numbers) implements Message {}

    /**
     * Opens a session, or answers that.
     *
     * @param session the session's number
     * @param answer whether this answers
     * @param whole whether entries are to be said with all that they have, because a session that left out what the other
     *     side should know has failed
     * @param context the frozen state's context, as an empty map that has seen all of it
     * @param partial the hash of the piece of which the speaker has some parts of the hearer's, 0 if there is none
     * @param next the first part of it that is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Open(long session, boolean answer, boolean whole, byte[] context, long partial, int next)
            implements Message {}

    /**
     * A part of a turn in a session; the sides take turns.
     *
     * @param session the session's number
     * @param turn the turn's number, from 0
     * @param part the part's number, from 0
     * @param last whether the turn ends with this part
     * @param more whether the speaker has more to say in its next turn
     * @param items what is said
     * @param piece what the speaker has in the ranges whose entries it says, as far as the hearer may not know it, with exactly
     *     its dots; empty if there is nothing
     * @param kept the other dots that are alive at the speaker in these ranges, as an empty map that has seen them; empty if
     *     there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Turn(
            long session, int turn, int part, boolean last, boolean more, List<Item> items, byte[] piece, byte[] kept)
            implements Message {}

    /**
     * Ends a session.
     *
     * @param session the session's number
     * @param joined the digest of the join of both frozen states, as the speaker has it
     * @param stored whether the speaker has joined it, and stored it where it has a store
     * @param again whether the speaker has ended the session, and is not to be answered
     */
    record Close(long session, Digest joined, boolean stored, boolean again) implements Message {
        private static final Digest NONE = new Digest(0, 0);

        /** Returns what is said instead of taking part in a session. */
        public static Close declining(long session) {
            return new Close(session, NONE, false, true);
        }

        /** Tells whether the speaker takes no part in the session for now. */
        public boolean isDeclining() {
            return again && !stored && joined.equals(NONE);
        }
    }

    /**
     * Asks what the hearer would bring: the speaker lacks much, and draws it from several peers at once.
     *
     * @param draw the number of the speaker's filling
     * @param portions into how many portions the hearer is to cut what it would bring, 0 if it need not
     * @param context what the speaker has seen, as an empty map that has seen all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Draw(long draw, int portions, byte[] context) implements Message {}

    /**
     * Answers that, or a request of something that is not known any more.
     *
     * @param draw the number of the hearer's filling
     * @param context what the speaker has seen, as an empty map that has seen all of it; empty if it brings nothing
     * @param cuts between the portions, in their order
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Offer(long draw, byte[] context, List<Cut> cuts) implements Message {}

    /**
     * Asks for entries of which the speaker has not seen all, as it said at first.
     *
     * @param draw the number of the speaker's filling
     * @param fetch the request's number in it
     * @param stretch where the entries are
     * @param frames the greatest number of chunks
     */
    record Fetch(long draw, long fetch, Stretch stretch, int frames) implements Message {}

    /**
     * All those entries of a part of what was asked for, but for some that are too large.
     *
     * @param draw the number of the hearer's filling
     * @param fetch the request's number in it
     * @param stretch the part
     * @param last whether no other chunk follows that answers the request
     * @param piece the entries, each with all its live dots, with exactly these; empty if there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Chunk(long draw, long fetch, Stretch stretch, boolean last, byte[] piece) implements Message {}

    /**
     * A part of a message that is too large for one frame. It is read only when all parts have come on one link.
     *
     * @param number the message's number on the link
     * @param part which part, from 0
     * @param parts how many there are
     * @param bytes the part
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fragment(long number, int part, int parts, byte[] bytes) implements Message {}

    /** Something said about a range. */
    sealed interface Item {
        /** Returns the range. */
        Range range();
    }

    /**
     * What the speaker has in each sixteenth of a range that both have differently.
     *
     * @param filled a bit for each part, the lowest for the first: whether there is anything
     * @param hashes 4 bytes that depend on the digest of each part and on the session
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Probe(Range range, int filled, int[] hashes) implements Item {}

    /**
     * The speaker's entries in a range, which the message around brings.
     *
     * @param wanted whether the hearer is to answer with its own
     * @param none whether the speaker has none
     */
    record Entries(Range range, boolean wanted, boolean none) implements Item {}

    /**
     * The few entries that the speaker has in a range, where their contents are too large to be sent unasked.
     *
     * @param at the different hashes of their keys
     * @param counts how many entries have each
     * @param hashes 4 bytes that depend on the digest of those and on the session
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Listing(Range range, long[] at, int[] counts, int[] hashes) implements Item {}

    /**
     * A part of the entries that the speaker has in a range, where they are one piece that is too large for a frame.
     *
     * @param wanted whether the hearer is to answer with its own, once it has all parts
     * @param hash of the whole piece
     * @param part which part, from 0
     * @param parts how many there are
     * @param bytes the part
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(Range range, boolean wanted, long hash, int part, int parts, byte[] bytes) implements Item {}
}
