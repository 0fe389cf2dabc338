package io.latticework.sync.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Writes that wait until enough peers have joined them. */
public final class Waiters {
    /** A write that waits. */
    public static final class Waiter {
        private final long position;
        private final int needed;
        private final Set<String> names = new LinkedHashSet<>();
        private final Consumer<Set<String>> whenReached;

        Waiter(long position, int needed, Consumer<Set<String>> whenReached) {
            this.position = position;
            this.needed = needed;
            this.whenReached = whenReached;
        }

        /** Returns who has joined the write so far. */
        public Set<String> names() {
            return new LinkedHashSet<>(names);
        }
    }

    private final List<Waiter> waiters = new ArrayList<>();

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    void remove(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** A peer has all that was flushed up to a position. */
    void hasThrough(String peer, long position) {
        for (Waiter waiter : List.copyOf(waiters)) {
            boolean counts = waiter.position <= position && waiter.names.add(peer);
            if (counts && waiter.names.size() >= waiter.needed) {
                waiters.remove(waiter);
                waiter.whenReached.accept(waiter.names());
            }
        }
    }
}
