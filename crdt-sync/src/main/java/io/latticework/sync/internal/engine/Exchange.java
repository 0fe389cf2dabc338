package io.latticework.sync.internal.engine;

import java.util.ArrayList;
import java.util.List;

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
    /** This side has tried to rebuild the other's state. */
    boolean closed;
    /** This side has rebuilt the other's state. */
    boolean rebuilt;
    /** Told when both sides know each other's states. */
    final List<Runnable> whenComplete = new ArrayList<>();

    Exchange(long number, boolean openedByMe, Session session, long position) {
        this.number = number;
        this.openedByMe = openedByMe;
        this.session = session;
        this.position = position;
    }
}
