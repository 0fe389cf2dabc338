package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Lazily;
import io.latticework.sync.Limits;
import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.recovery.StoredRecord;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores every change of the snapshot before any of it leaves the process. One request is under way at a time; what changes
 * meanwhile goes together in the next. Without a store a change may leave at once.
 *
 * <p>Now and then, when more was appended than the state takes, the state takes the place of all records.
 */
public final class WriteAhead {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAhead.class);
    private static final int RECORD_BYTES = 256 << 10;

    /** Who waits for what was done so far to be stored. */
    private record Waiting(Runnable stored, Consumer<SyncException> failed) {}

    /** A change of the snapshot on its way into the store. */
    private static final class Change {
        final Causal after;
        final List<byte[]> records;
        final Runnable whenStored;
        final List<Waiting> waiting = new ArrayList<>();

        Change(Causal after, List<byte[]> records, Runnable whenStored) {
            this.after = after;
            this.records = records;
            this.whenStored = whenStored;
        }

        /** Tells whether the whole state takes the place of all that is stored. */
        boolean replaces() {
            return records.isEmpty();
        }

        long bytes() {
            return records.stream().mapToLong(record -> record.length).sum();
        }
    }

    private final Keyspace keyspace;
    private final Store.@Nullable Log log;
    private final Scheduler scheduler;
    private final Limits limits;
    private final Counts counts;
    private final Runnable progress;
    private final Runnable whenFailed;
    private final Deque<Change> waiting = new ArrayDeque<>();
    private final List<Change> underWay = new ArrayList<>();
    /** The snapshot up to which all changes are stored or wait to be. */
    private Causal queued;

    private boolean busy;
    private long generation;
    private long appendedBytes;
    private long foldedBytes;
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile @Nullable SyncException failure;

    // checkstyle:off ParameterNumber because a store stands between the state and all who wait
    /**
     * Returns what stands between a keyspace and its store.
     *
     * @param log the open store, {@code null} if there is none
     * @param progress called after something was stored
     * @param whenFailed called once, if the store fails
     */
    WriteAhead(
            Keyspace keyspace,
            Store.@Nullable Log log,
            EngineConfig config,
            Scheduler scheduler,
            Counts counts,
            Runnable progress,
            Runnable whenFailed) {
        this.keyspace = keyspace;
        this.queued = keyspace.snapshot();
        this.log = log;
        this.generation = config.generation();
        this.scheduler = scheduler;
        this.limits = config.limits();
        this.counts = counts;
        this.progress = progress;
        this.whenFailed = whenFailed;
    }
    // checkstyle:on ParameterNumber

    /** Returns why the store takes nothing any more, {@code null} if it does or there is none. From any thread. */
    public @Nullable SyncException failure() {
        return failure;
    }

    /** Tells whether there is a store. */
    public boolean isDurable() {
        return log != null;
    }

    /** Returns how many bytes wait to be stored. From any thread. */
    public long waitingBytes() {
        return waitingBytes.get();
    }

    /** Tells whether as much waits as may. From any thread. */
    boolean isFull() {
        return waitingBytes.get() > limits.unstoredBytes();
    }

    /**
     * Refuses writes that cannot be stored. From any thread.
     *
     * @throws SyncException if the store has failed, or as much waits for it as may
     */
    public void requireRoom() {
        SyncException reason = failure;
        if (reason != null) {
            throw reason;
        }
        if (isFull()) {
            throw new SyncException(
                    Reason.STORE_BEHIND,
                    waitingBytes() + " bytes wait for the store, and the limit is " + limits.unstoredBytes()
                            + "; write again later or raise Limits.unstoredBytes");
        }
    }

    /** Tells whether the snapshot has changes that were not handed over: new ones, or some whose task has thrown. */
    boolean lags() {
        return keyspace.snapshot() != queued;
    }

    /** The snapshot has changed; the callback runs once the change is stored and may leave. */
    void changed(Runnable whenStored) {
        Causal before = queued;
        Causal after = keyspace.snapshot();
        if (log == null) {
            queued = after;
            keyspace.store(after);
            whenStored.run();
            return;
        }
        if (failure != null) {
            return;
        }
        try {
            add(new Change(after, records(after.deltaFrom(before)), whenStored));
            queued = after;
        } catch (RuntimeException | StackOverflowError e) {
            failed(e); // a user's codec that throws: the change has no bytes, so nothing after it may leave
        }
        pump();
    }

    private void add(Change change) {
        waiting.add(change);
        waitingBytes.addAndGet(change.bytes());
    }

    private List<byte[]> records(Causal delta) {
        byte[] whole = keyspace.encode(delta);
        if (whole.length <= RECORD_BYTES) {
            return List.of(record(whole));
        }
        List<byte[]> records = new ArrayList<>();
        delta.split(RECORD_BYTES).forEach(piece -> records.add(record(keyspace.encode(piece))));
        return records;
    }

    private byte[] record(byte[] piece) {
        return new StoredRecord(
                        keyspace.author().replica(),
                        generation,
                        keyspace.author().lastStamp(),
                        piece)
                .encode();
    }

    /** Runs one of the callbacks: once all that was done so far is stored, or once that cannot be any more. */
    void whenStored(Runnable stored, Consumer<SyncException> failed) {
        SyncException reason = failure;
        if (reason != null) {
            failed.accept(reason);
        } else if (waiting.isEmpty() && underWay.isEmpty()) {
            stored.run();
        } else {
            Change last = waiting.isEmpty() ? underWay.get(underWay.size() - 1) : waiting.getLast();
            last.waiting.add(new Waiting(stored, failed));
        }
    }

    /**
     * The state is no longer above what was stored, because the replica writes under a new incarnation and what it had
     * written under the former one was written anew. The state takes the place of all that is stored, and who waits for
     * anything waits for that.
     */
    void renewed() {
        generation++;
        queued = keyspace.snapshot();
        if (log == null) {
            keyspace.store(keyspace.snapshot());
            return;
        }
        Change whole = new Change(keyspace.snapshot(), List.of(), () -> {});
        underWay.forEach(change -> whole.waiting.addAll(change.waiting));
        waiting.forEach(change -> whole.waiting.addAll(change.waiting));
        underWay.clear();
        waiting.clear();
        waitingBytes.set(0);
        add(whole);
        pump();
    }

    /** If some of what was stored was damaged, the state takes the place of all of it. */
    void start(long damagedRecords) {
        if (damagedRecords > 0) {
            counts.add(Count.RECORDS_DAMAGED, damagedRecords);
            add(new Change(keyspace.snapshot(), List.of(), () -> {}));
            pump();
        }
    }

    private void pump() {
        if (busy || log == null || failure != null) {
            return;
        }
        try {
            pumpInto(log);
        } catch (RuntimeException | Error e) {
            failed(e); // it may have the records or not, and may answer or not
        }
    }

    private void pumpInto(Store.Log log) {
        if (waiting.isEmpty()) {
            if (appendedBytes > Math.max(limits.storeFoldBytes(), foldedBytes)) {
                replace(log, keyspace.stored());
            }
        } else if (waiting.element().replaces()) {
            underWay.add(waiting.remove());
            replace(log, underWay.get(0).after);
        } else {
            List<byte[]> records = new ArrayList<>();
            while (!waiting.isEmpty() && !waiting.element().replaces()) {
                underWay.add(waiting.remove());
                records.addAll(underWay.get(underWay.size() - 1).records);
            }
            append(log, records);
        }
    }

    private void append(Store.Log open, List<byte[]> records) {
        busy = true;
        long bytes = records.stream().mapToLong(record -> record.length).sum();
        counts.add(Count.STORE_APPENDS);
        counts.add(Count.STORE_BYTES, bytes);
        open.append(records, completion(() -> {
            appendedBytes += bytes;
            waitingBytes.updateAndGet(before -> Math.max(0, before - bytes));
        }));
    }

    private void replace(Store.Log open, Causal state) {
        busy = true;
        counts.add(Count.STORE_FOLDS);
        AtomicLong bytes = new AtomicLong();
        Causal identity = Causal.empty(state.realm()); // a record at least, which says who this is
        Iterable<Causal> pieces = () -> Stream.concat(
                        Stream.of(identity),
                        StreamSupport.stream(state.split(RECORD_BYTES).spliterator(), false))
                .iterator();
        Iterable<byte[]> records = Lazily.map(pieces, piece -> {
            byte[] record = record(keyspace.encode(piece));
            bytes.addAndGet(record.length);
            return record;
        });
        open.replace(records, completion(() -> {
            appendedBytes = 0;
            foldedBytes = bytes.get();
            counts.add(Count.STORE_BYTES, foldedBytes);
        }));
    }

    private Store.Completion completion(Runnable whenStored) {
        return new Store.Completion() {
            @Override
            public void stored() {
                scheduler.execute(() -> {
                    whenStored.run();
                    completed();
                });
            }

            @Override
            public void failed(Exception cause) {
                scheduler.execute(() -> WriteAhead.this.failed(cause));
            }
        };
    }

    private void completed() {
        busy = false;
        if (failure != null) {
            return;
        }
        List<Change> changes = List.copyOf(underWay);
        underWay.clear();
        List<Runnable> due = new ArrayList<>();
        for (Change change : changes) {
            due.add(() -> {
                keyspace.store(change.after);
                change.whenStored.run();
            });
        }
        due.add(progress);
        changes.forEach(change -> change.waiting.forEach(each -> due.add(each.stored)));
        due.add(this::pump);
        Each.of(due, Runnable::run);
    }

    private void failed(Throwable cause) {
        if (failure != null) {
            return;
        }
        SyncException reason = new SyncException(
                Reason.STORE,
                "The store of " + keyspace.author().replica().name() + " failed: " + cause.getMessage()
                        + "; the replica takes no more writes, start it anew",
                cause);
        failure = reason;
        counts.add(Count.STORE_FAILURES);
        LOG.error("{}", reason.getMessage(), cause);
        List<Change> lost = new ArrayList<>(underWay);
        lost.addAll(waiting);
        underWay.clear();
        waiting.clear();
        List<Runnable> due = new ArrayList<>();
        lost.forEach(change -> change.waiting.forEach(each -> due.add(() -> each.failed.accept(reason))));
        due.add(whenFailed);
        Each.of(due, Runnable::run);
    }

    /** Closes the store. From any thread. */
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
