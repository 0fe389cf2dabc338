package io.latticework.sync;

import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.KeyChange;
import io.latticework.sync.internal.keyspace.KeyType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener of changes, one call at a time. What comes while it is busy is drawn together by key: it waits for one
 * change a key at most, from the first value before to the last value after, and the last is always told.
 */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    /** So many calls in a row, then it is the turn of others on the same thread. */
    private static final int TURN = 64;

    /** The demand of who takes whatever comes. */
    static final long UNBOUNDED = Long.MAX_VALUE;

    private final Executor executor;
    private final Counts counts;
    private final Consumer<KeyChange> listener;
    private final Runnable whenEnded;
    private final Map<KeyType, KeyChange> waiting = new LinkedHashMap<>();
    private long demand;
    private boolean scheduled;
    private boolean finishing;
    private boolean closed;

    Dispatch(Executor executor, Counts counts, Consumer<KeyChange> listener, Runnable whenEnded) {
        this.executor = executor;
        this.counts = counts;
        this.listener = listener;
        this.whenEnded = whenEnded;
    }

    /** Takes a change to tell. */
    synchronized void offer(KeyChange change) {
        if (closed || finishing) {
            return;
        }
        KeyChange earlier = waiting.get(change.at());
        if (earlier != null) {
            counts.add(Count.EVENTS_DRAWN_TOGETHER);
        }
        KeyChange drawn = earlier == null
                ? change
                : new KeyChange(change.at(), earlier.before(), change.after(), change.origin());
        waiting.put(change.at(), drawn);
        schedule();
    }

    /** Allows so many more calls. */
    synchronized void request(long calls) {
        demand = demand + calls < 0 ? UNBOUNDED : demand + calls;
        schedule();
    }

    private void schedule() {
        if (!scheduled && hasWork()) {
            scheduled = resume();
        }
    }

    private boolean hasWork() {
        return !closed && (waiting.isEmpty() ? finishing : demand > 0);
    }

    private boolean resume() {
        try {
            executor.execute(this::deliver);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("The dispatcher takes no more events");
            return false;
        }
    }

    private void deliver() {
        int calls = 0;
        for (KeyChange next = take(); next != null; next = take()) {
            call(next);
            if (++calls % TURN == 0 && resume()) {
                return;
            }
        }
    }

    /** Returns what is to be told next; {@code null} ends this round. */
    private @Nullable KeyChange take() {
        boolean ended;
        synchronized (this) {
            if (hasWork() && !waiting.isEmpty()) {
                demand -= demand == UNBOUNDED ? 0 : 1;
                Iterator<KeyChange> first = waiting.values().iterator();
                KeyChange next = first.next();
                first.remove();
                return next;
            }
            scheduled = false;
            ended = hasWork();
            closed |= ended;
        }
        if (ended) {
            whenEnded.run();
        }
        return null;
    }

    private void call(KeyChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException | Error e) { // an error too: it is the listener's, and the next change is to be told
            counts.add(Count.LISTENERS_FAILED);
            LOG.warn("A listener threw; it goes on to be called", e);
        }
    }

    /** Tells what still waits, and nothing that comes later. */
    synchronized void finish() {
        finishing = true;
        schedule();
    }

    /** Tells whether nothing will be told any more. */
    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends it at once: what waits is dropped. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
