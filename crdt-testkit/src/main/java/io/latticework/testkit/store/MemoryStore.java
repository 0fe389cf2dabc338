package io.latticework.testkit.store;

import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import io.latticework.sync.spi.Store;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory, for tests and simulations: it outlives the replicas that use it, and fails as disks and people do. A
 * crash loses the requests that were not completed, or some of them; {@link #rollBack} puts it back to an older state,
 * with or without its notice; {@link #fail} makes all further requests fail.
 *
 * <p>It remembers every request, so it is no store for long runs. Thread-safe.
 */
public final class MemoryStore implements Store {
    /** A request that was carried out. */
    private record Request(List<byte[]> records, boolean replaces) {}

    private final Consumer<Runnable> disk;
    private final List<Request> done = new ArrayList<>();
    private @Nullable OpenLog open;
    private boolean complete = true;
    private boolean failing;

    /**
     * Returns an empty store.
     *
     * @param disk carries out a request at its time, in the order of requests
     */
    public MemoryStore(Consumer<Runnable> disk) {
        this.disk = disk;
    }

    /** Returns an empty store that carries out each request at once. */
    public MemoryStore() {
        this(Runnable::run);
    }

    @Override
    public synchronized Log open() {
        if (open != null) {
            throw new SyncException(Reason.STORE, "The store is open already; close it first");
        }
        open = new OpenLog();
        return open;
    }

    /** Returns how many requests were carried out. */
    public synchronized int requests() {
        return done.size();
    }

    /** Returns what is stored. */
    public synchronized List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        for (Request request : done) {
            if (request.replaces) {
                records.clear();
            }
            records.addAll(request.records);
        }
        return records;
    }

    /**
     * Ends the process that has the store open. Of the requests that are under way the first few are carried out, which
     * nobody is told; the one after them is torn, and so is not.
     */
    public synchronized void crash(SplittableRandom random) {
        OpenLog log = open;
        if (log != null) {
            for (int left = random.nextInt(log.underWay.size() + 1); left > 0; left--) {
                carryOut(log.underWay.remove().request);
            }
            log.end();
        }
    }

    /**
     * Puts the store back to the state after an earlier request, as who restores a backup does.
     *
     * @param requests how many requests are left
     * @param noticed whether the store will tell that it is not complete
     */
    public synchronized void rollBack(int requests, boolean noticed) {
        done.subList(Math.min(requests, done.size()), done.size()).clear();
        complete &= !noticed;
    }

    /** Makes all further requests fail, until the store is opened again. */
    public synchronized void fail() {
        failing = true;
    }

    private void carryOut(Request request) {
        done.add(request);
        complete = true; // who was told that something is missing speaks under a new incarnation
    }

    /** A request under way. */
    private record Pending(Request request, Completion completion) {}

    private final class OpenLog implements Log {
        private final Deque<Pending> underWay = new ArrayDeque<>();
        private final List<byte[]> found = MemoryStore.this.records();
        private boolean closed;

        @Override
        public Iterable<byte[]> records() {
            return found;
        }

        @Override
        public boolean isComplete() {
            synchronized (MemoryStore.this) {
                return complete;
            }
        }

        @Override
        public void append(List<byte[]> records, Completion completion) {
            request(new Pending(new Request(copies(records), false), completion));
        }

        @Override
        public void replace(Iterable<byte[]> records, Completion completion) {
            request(new Pending(new Request(copies(records), true), completion));
        }

        private List<byte[]> copies(Iterable<byte[]> records) {
            List<byte[]> copies = new ArrayList<>();
            records.forEach(record -> copies.add(record.clone()));
            return copies;
        }

        private void request(Pending pending) {
            boolean taken;
            synchronized (MemoryStore.this) {
                taken = !closed;
                if (taken) {
                    underWay.add(pending);
                }
            }
            if (taken) {
                disk.accept(() -> finish(pending));
            } else {
                pending.completion.failed(new IOException("the store is closed"));
            }
        }

        /** Carries out a request that is still under way: neither by closing done before, nor lost by a crash. */
        private void finish(Pending pending) {
            boolean stored;
            synchronized (MemoryStore.this) {
                if (!underWay.remove(pending)) {
                    return;
                }
                stored = !failing;
                if (stored) {
                    carryOut(pending.request);
                }
            }
            if (stored) {
                pending.completion.stored();
            } else {
                pending.completion.failed(new IOException("the disk takes nothing any more"));
            }
        }

        @Override
        public void close() {
            List<Pending> left;
            synchronized (MemoryStore.this) {
                left = List.copyOf(underWay);
                closed = true;
            }
            left.forEach(this::finish);
            synchronized (MemoryStore.this) {
                end();
            }
        }

        private void end() {
            closed = true;
            underWay.clear();
            if (open == this) {
                open = null;
                failing = false;
            }
        }
    }
}
