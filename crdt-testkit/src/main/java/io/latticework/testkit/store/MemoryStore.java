package io.latticework.testkit.store;

import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import io.latticework.sync.spi.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory, for tests and simulations: it outlives the replicas that use it, and fails as disks and people do. A
 * crash loses the requests that were not completed, or some of them; {@link #rollBack} puts it back to an older state,
 * with or without its notice; {@link #fail} makes all further requests fail; {@link #fill} does so until there is room
 * again; {@link #failReads} makes it unreadable; {@link #flip} and {@link #tear} damage what is stored, which it does not notice; {@link #copy} clones it.
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
    private @Nullable Failure failing;
    private boolean full;
    private int readable = Integer.MAX_VALUE;
    private @Nullable Request torn;

    /** How a request fails. */
    public enum Failure {
        /** The disk reports an error. */
        REPORTED,
        /** The call throws, and nobody is told anything afterwards. */
        THROWN,
        /** The call runs out of memory. */
        NO_MEMORY
    }

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
        if (readable < 0) {
            throw new SyncException(Reason.STORE, "The store cannot be opened: input/output error; repair the disk");
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
            torn = log.underWay.isEmpty() ? null : log.underWay.element().request;
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
    public void fail() {
        fail(Failure.REPORTED);
    }

    /** Makes all further requests fail in some way, until the store is opened again. */
    public synchronized void fail(Failure how) {
        failing = how;
    }

    /** Makes all requests fail, also after the store was opened again, or lets them succeed again. */
    public synchronized void fill(boolean isFull) {
        full = isFull;
    }

    /** Changes one bit of what is stored, as a bad disk does; returns whether there was any. */
    public synchronized boolean flip(SplittableRandom random) {
        List<byte[]> records = records();
        records.removeIf(record -> record.length == 0);
        if (records.isEmpty()) {
            return false;
        }
        byte[] record = records.get(random.nextInt(records.size()));
        record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
        return true;
    }

    /**
     * Shows the first bytes of the request that the last crash tore, as a store does that forgets to look; returns whether
     * there was one.
     */
    public synchronized boolean tear(SplittableRandom random) {
        Request half = torn;
        torn = null;
        if (half == null || half.replaces || half.records.isEmpty()) {
            return false;
        }
        List<byte[]> written = new ArrayList<>(half.records.subList(0, random.nextInt(half.records.size())));
        byte[] cut = half.records.get(written.size());
        written.add(Arrays.copyOf(cut, random.nextInt(Math.max(1, cut.length))));
        done.add(new Request(written, false));
        return true;
    }

    /**
     * Makes reading fail with an error of the disk, from the next time that the store is opened until {@link #mendReads}.
     *
     * @param records how many records can be read before; if negative, the store cannot even be opened
     */
    public synchronized void failReads(int records) {
        readable = records;
    }

    /** Lets all be read again. */
    public synchronized void mendReads() {
        readable = Integer.MAX_VALUE;
    }

    /** Returns records of which reading fails after some. */
    private static Iterable<byte[]> failing(List<byte[]> records, int readable) {
        return () -> IntStream.rangeClosed(0, Math.min(records.size(), readable))
                .filter(at -> at < records.size() || at == readable)
                .mapToObj(at -> {
                    if (at == readable) {
                        throw new UncheckedIOException(new IOException("input/output error at record " + at));
                    }
                    return records.get(at);
                })
                .iterator();
    }

    /**
     * Returns a store that holds what this one held after an earlier request, as a copy of a disk does.
     *
     * @param requests how many requests it has
     * @param ofCopy carries out the copy's requests
     */
    public synchronized MemoryStore copy(int requests, Consumer<Runnable> ofCopy) {
        MemoryStore copy = new MemoryStore(ofCopy);
        for (Request request : done.subList(0, Math.min(requests, done.size()))) {
            copy.done.add(new Request(copies(request.records), request.replaces));
        }
        copy.complete = complete;
        return copy;
    }

    private static List<byte[]> copies(Iterable<byte[]> records) {
        List<byte[]> copies = new ArrayList<>();
        records.forEach(record -> copies.add(record.clone()));
        return copies;
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
        private final int readableAtOpening = readable;
        private boolean closed;

        @Override
        public Iterable<byte[]> records() {
            return failing(found, readableAtOpening);
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

        private void request(Pending pending) {
            boolean taken;
            synchronized (MemoryStore.this) {
                if (failing == Failure.NO_MEMORY) {
                    throw new OutOfMemoryError("no memory for a request to the store");
                } else if (failing == Failure.THROWN) {
                    throw new IllegalStateException("the store is in no state to take requests");
                }
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
                stored = failing == null && !full;
                if (stored) {
                    carryOut(pending.request);
                }
            }
            if (stored) {
                pending.completion.stored();
            } else {
                pending.completion.failed(
                        new IOException(full ? "there is no room left" : "the disk takes nothing any more"));
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
                failing = null;
            }
        }
    }
}
