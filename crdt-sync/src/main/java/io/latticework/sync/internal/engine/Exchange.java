package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Item;
import io.latticework.sync.internal.message.Message.Part;
import io.latticework.sync.internal.message.Message.Turn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session with a peer as the engine sees it: its number, whose turn it is, and who waits for its end. */
final class Exchange {
    private static final int FIRST_FRAMES = 4;
    private static final int MAX_FRAMES = Limits.LEAST_WAITING_FRAMES;
    /** A megabyte a second. */
    private static final long FAST_NANOS_PER_BYTE = 1_000;
    /** About what is said of one range. */
    private static final int ITEM_BYTES = 64;

    final long number;
    final boolean openedByMe;
    final Session session;
    /** The last flush that the frozen state has. */
    final long position;
    /** When anything was last heard of it, in nanoseconds. */
    long lastHeard;
    /** The number of the turn that is heard or said next. */
    int turn;
    /** Which parts of the turn that is heard have come. */
    final BitSet parts = new BitSet();
    /** How many parts the turn that is heard has, -1 while unknown. */
    int partsInAll = -1;
    /** Whether the side that is heard has more to say in its next turn. */
    boolean theyHaveMore;
    /** What was said last, to be said again if no answer comes. */
    List<Message> said = List.of();
    /** When it was said, in nanoseconds. */
    long saidAt;
    /** About how many bytes it has. */
    private long saidBytes;
    /** When it was said first. */
    private long firstSaidAt;

    private final Pace pace = new Pace(FAST_NANOS_PER_BYTE);
    /** How many frames the next turn may have: few at first, for nobody knows the link. */
    private int frames = FIRST_FRAMES;
    /** How often it was said again. */
    int resent;
    /** What the other side's state brings, {@code null} before the walk is over. */
    @Nullable
    Causal theirs;
    /** The digest of the join of both states. */
    Digest joined = new Digest(0, 0);
    /** This side has joined what the other's state brings. */
    boolean settled;
    /** Told when both sides know each other's states. */
    final List<Runnable> whenComplete = new ArrayList<>();

    Exchange(long number, boolean openedByMe, Session session, long position) {
        this.number = number;
        this.openedByMe = openedByMe;
        this.session = session;
        this.position = position;
    }

    /** Notes what is said now. */
    void say(List<Message> messages, long now) {
        said = messages;
        saidAt = now;
        firstSaidAt = now;
        resent = 0;
        saidBytes = messages.stream().mapToLong(Exchange::bytes).sum();
    }

    /** Notes that what was said is answered: now it is known how fast the link is at least. */
    void answered(long now) {
        if (saidBytes > 0) {
            pace.took(saidBytes, now - firstSaidAt);
        }
        frames = resent == 0 ? Math.min(2 * frames, MAX_FRAMES) : frames;
    }

    /** Returns how many frames a turn may have. */
    int frames() {
        return frames;
    }

    /** Returns how long what was said takes to arrive and to be answered, beside the link's delay. */
    long takesNanos() {
        return pace.nanosFor(saidBytes);
    }

    private static long bytes(Message message) {
        long bytes = 0;
        if (message instanceof Turn turn) {
            bytes = (long) turn.piece().length + turn.kept().length;
            for (Item item : turn.items()) {
                bytes += item instanceof Part part ? part.bytes().length : ITEM_BYTES;
            }
        }
        return bytes;
    }
}
