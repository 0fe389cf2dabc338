package io.latticework.sync.internal.engine;

import io.latticework.sync.SyncException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Writes that wait until enough peers have joined them. */
public final class Waiters {
    /** A write that waits. */
    public static final class Waiter {
        private final int needed;
        private final Set<String> names = new LinkedHashSet<>();
        private final Consumer<Set<String>> whenReached;
        private final Consumer<SyncException> whenFailed;
        private long position = Long.MAX_VALUE;
        private boolean stored;
        private boolean forgotten;

        Waiter(int needed, Consumer<Set<String>> whenReached, Consumer<SyncException> whenFailed) {
            this.needed = needed;
            this.whenReached = whenReached;
            this.whenFailed = whenFailed;
        }

        /** Returns who has joined the write so far. */
        public Set<String> names() {
            return new LinkedHashSet<>(names);
        }

        /** Tells whether this replica has stored the write, or has no store. */
        public boolean isStored() {
            return stored;
        }

        void fail(SyncException failure) {
            whenFailed.accept(failure);
        }

        private boolean isReached() {
            return names.size() >= needed;
        }
    }

    private final List<Waiter> waiters = new ArrayList<>();

    /** Lets a write that is stored wait for peers that have all up to a flush. */
    void add(Waiter waiter, long position) {
        waiter.position = position;
        waiter.stored = true;
        if (waiter.isReached()) {
            waiter.whenReached.accept(waiter.names());
        } else if (!waiter.forgotten) {
            waiters.add(waiter);
        }
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    void remove(Waiter waiter) {
        waiter.forgotten = true;
        waiters.remove(waiter);
    }

    /** A peer has all that was flushed up to a position. */
    void hasThrough(String peer, long position) {
        for (Waiter waiter : List.copyOf(waiters)) {
            boolean counts = waiter.position <= position && waiter.names.add(peer);
            if (counts && waiter.isReached()) {
                waiters.remove(waiter);
                waiter.whenReached.accept(waiter.names());
            }
        }
    }

    /** A peer may have lost what it had. */
    void forget(String peer) {
        waiters.forEach(waiter -> waiter.names.remove(peer));
    }

    /** Takes out all writes, which are to be added again: nobody counts for them any more. */
    List<Waiter> lift() {
        List<Waiter> lifted = List.copyOf(waiters);
        waiters.clear();
        lifted.forEach(waiter -> {
            waiter.names.clear();
            waiter.stored = false;
        });
        return lifted;
    }
}
