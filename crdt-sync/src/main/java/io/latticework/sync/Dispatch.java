package io.latticework.sync;

import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.engine.Counts.Count;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one listener, never twice at a time. While it is busy, what comes is drawn together, so nothing piles up. */
final class Dispatch<T> implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Executor executor;
    private final Counts counts;
    private final Consumer<? super T> listener;
    private final BinaryOperator<T> drawTogether;
    private @Nullable T pending;
    private boolean scheduled;
    private boolean closed;

    Dispatch(Executor executor, Counts counts, Consumer<? super T> listener, BinaryOperator<T> drawTogether) {
        this.executor = executor;
        this.counts = counts;
        this.listener = listener;
        this.drawTogether = drawTogether;
    }

    synchronized void offer(T event) {
        if (closed) {
            return;
        }
        T waiting = pending;
        pending = waiting == null ? event : drawTogether.apply(waiting, event);
        if (!scheduled) {
            scheduled = true;
            try {
                executor.execute(this::deliver);
            } catch (RejectedExecutionException e) {
                LOG.debug("The dispatcher takes no more events");
            }
        }
    }

    private void deliver() {
        T event;
        synchronized (this) {
            event = pending;
            pending = null;
            scheduled = false;
            if (closed || event == null) {
                return;
            }
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            counts.add(Count.LISTENERS_FAILED);
            LOG.warn("A listener threw; it goes on to be called", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pending = null;
    }
}
