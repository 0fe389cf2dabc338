package io.latticework.testkit.store;

import io.latticework.sync.SyncException;
import io.latticework.sync.spi.Store;
import io.latticework.sync.spi.Store.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * What every {@link Store} must do, as plain checks that need no test engine. Each throws an {@link AssertionError} that
 * says what was found. {@link StoreContract} runs them under JUnit.
 */
public final class StoreChecks {
    private static final long PATIENCE_SECONDS = 60;

    /** Where a store keeps its records; it outlives processes. */
    public interface Medium {
        /** Returns a store over what is kept, as a process that starts again makes one. */
        Store store();

        /**
         * Ends the process that has the store open, without closing it. The default closes, where nothing else ends it.
         *
         * @param log the open store
         */
        default void crash(Log log) {
            log.close();
        }
    }

    private final Medium medium;

    /** Returns checks over an empty medium; each check needs a medium of its own. */
    public StoreChecks(Medium medium) {
        this.medium = medium;
    }

    /** An empty store has nothing, and misses nothing. */
    public void anEmptyStoreIsComplete() {
        Log log = medium.store().open();
        requireRecords(log);
        require(log.isComplete(), "An empty store says that something is missing");
        log.close();
    }

    /** What was appended comes back, byte for byte, also empty, repeated and large records. */
    public void whatWasStoredComesBack() {
        byte[] large = new byte[1 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + (i >>> 8));
        }
        Log log = medium.store().open();
        stored(log, bytes(1, 2), bytes(), bytes(0, -1, 127, -128));
        stored(log, large);
        stored(log, bytes(1, 2));
        log.close();
        requireStored(bytes(1, 2), bytes(), bytes(0, -1, 127, -128), large);
    }

    /** What was reported as stored survives a process that ends without closing. */
    public void whatWasReportedAsStoredSurvivesTheProcess() {
        Log log = medium.store().open();
        stored(log, bytes(1));
        stored(log, bytes(2), bytes(3));
        medium.crash(log);
        Log again = medium.store().open();
        requireRecords(again, bytes(1), bytes(2), bytes(3));
        require(again.isComplete(), "Nothing is missing, and the store says that something is");
        again.close();
    }

    /** Closing stores what was added and completes it. */
    public void closingCompletesWhatWasAdded() {
        Log log = medium.store().open();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] record = bytes(i);
            all.add(appended(log, record));
        }
        log.close();
        all.forEach(StoreChecks::await);
        Log again = medium.store().open();
        require(count(again) == 50, "Closing lost some of 50 records");
        again.close();
    }

    /** Replacing removes what was added before, and nothing that is added after. */
    public void replacingRemovesWhatWasAddedBefore() {
        Log log = medium.store().open();
        stored(log, bytes(1));
        CompletableFuture<Void> before = appended(log, bytes(2));
        CompletableFuture<Void> replaced = request(completion -> log.replace(List.of(bytes(3), bytes(4)), completion));
        CompletableFuture<Void> after = appended(log, bytes(5));
        List.of(before, replaced, after).forEach(StoreChecks::await);
        medium.crash(log);
        Log again = medium.store().open();
        requireRecords(again, bytes(3), bytes(4), bytes(5));
        stored(again, bytes(6));
        again.close();
        requireStored(bytes(3), bytes(4), bytes(5), bytes(6));
    }

    /** Requests complete once each, in their order. */
    public void requestsCompleteInTheirOrder() {
        Log log = medium.store().open();
        List<Integer> completed = new ArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            all.add(appended(log, bytes(number)).thenRun(() -> {
                synchronized (completed) {
                    completed.add(number);
                }
            }));
        }
        all.forEach(StoreChecks::await);
        for (int i = 0; i < 100; i++) {
            require(completed.get(i) == i, "Request " + completed.get(i) + " completed in the place of " + i);
        }
        require(completed.size() == 100, "Requests completed more than once: " + completed.size() + " of 100");
        log.close();
    }

    /** The caller's arrays are its own: what happens to them later changes nothing. */
    public void whatIsStoredDoesNotChangeWithTheCallersArrays() {
        Log log = medium.store().open();
        byte[] record = bytes(1, 2, 3);
        stored(log, record);
        record[0] = 9;
        log.close();
        requireStored(bytes(1, 2, 3));
    }

    /** A store is open once at a time. */
    public void anOpenStoreCannotBeOpenedAgain() {
        Log log = medium.store().open();
        try {
            medium.store().open().close();
        } catch (SyncException e) {
            require(e.reason() == SyncException.Reason.STORE, "The reason is " + e.reason() + ", not STORE");
            log.close();
            medium.store().open().close();
            return;
        }
        throw new AssertionError("A store was opened twice at a time");
    }

    /** A closed store takes nothing, says so, and can be closed again. */
    public void aClosedStoreTakesNothing() {
        Log log = medium.store().open();
        stored(log, bytes(1));
        log.close();
        log.close();
        CompletableFuture<Void> late = appended(log, bytes(2));
        try {
            late.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            requireStored(bytes(1));
            return;
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("A request to a closed store never ended", e);
        }
        throw new AssertionError("A closed store reported a record as stored");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static void stored(Log log, byte[]... records) {
        await(appended(log, records));
    }

    private static CompletableFuture<Void> appended(Log log, byte[]... records) {
        return request(completion -> log.append(List.of(records), completion));
    }

    private static CompletableFuture<Void> request(Consumer<Store.Completion> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        call.accept(new Store.Completion() {
            @Override
            public void stored() {
                require(done.complete(null), "A request completed twice");
            }

            @Override
            public void failed(Exception cause) {
                require(done.completeExceptionally(cause), "A request completed twice");
            }
        });
        return done;
    }

    private static void await(CompletableFuture<Void> request) {
        try {
            request.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("A request did not complete", e);
        }
    }

    private static int count(Log log) {
        int count = 0;
        for (byte[] ignored : log.records()) {
            count++;
        }
        return count;
    }

    private void requireStored(byte[]... expected) {
        Log log = medium.store().open();
        requireRecords(log, expected);
        log.close();
    }

    /** Requires that the records of a store are these, in any order, some perhaps twice. */
    private static void requireRecords(Log log, byte[]... expected) {
        List<byte[]> found = new ArrayList<>();
        log.records().forEach(found::add);
        for (byte[] each : expected) {
            require(contains(found, each), "A record of " + each.length + " bytes is missing among " + found.size());
        }
        for (byte[] each : found) {
            require(contains(List.of(expected), each), "A record of " + each.length + " bytes was never stored");
        }
    }

    private static boolean contains(List<byte[]> records, byte[] record) {
        return records.stream().anyMatch(each -> Arrays.equals(each, record));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
