package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.message.Message;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session with a peer as the engine sees it: its number, whose turn it is, and who waits for its end. */
final class Exchange {
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
    long saidBytes;
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
}
