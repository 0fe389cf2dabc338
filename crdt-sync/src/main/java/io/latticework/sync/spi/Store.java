package io.latticework.sync.spi;

import java.util.List;

/**
 * Where a replica keeps its state while no process runs. The replica appends records, which are opaque here, and now and
 * then puts a few that hold everything in the place of all others. Recovery joins what is there: the order of records and
 * repetitions mean nothing. What matters is what is <em>missing</em>: whatever was reported as stored must come back.
 *
 * <p>Nothing leaves a replica's process before it is stored, so a store may lose what it has not reported as stored, in
 * part or in whole, and nobody will ever know of it.
 *
 * <p>A record comes back byte for byte or not at all; a torn one is not shown. {@code StoreContract} in the test kit checks
 * an implementation.
 */
public interface Store {
    /**
     * Opens the store. Blocks until it can be read.
     *
     * @throws io.latticework.sync.SyncException with the reason {@code STORE} if it cannot be opened, is open already, or is
     *     damaged so that something which was reported as stored cannot be read; the message names the remedy
     */
    Log open();

    /** An open store. Called by one thread at a time. */
    interface Log extends AutoCloseable {
        /** Returns what was stored, in any order, some perhaps twice. To be read once, before anything is added. */
        Iterable<byte[]> records();

        /**
         * Tells, once the records were read, whether nothing that was ever reported as stored is missing, as far as the
         * store can know. A store that finds itself cut short or put back to an older state says no, until something was
         * added: the replica then writes on under a new incarnation.
         */
        boolean isComplete();

        /**
         * Adds records, all or none of them.
         *
         * @param completion told once, from any thread, also inside of this call; completions come in the order of calls
         */
        void append(List<byte[]> records, Completion completion);

        /**
         * Puts records in the place of all that were added by calls before this one, at once: a process that ends
         * meanwhile leaves either the old ones or the new ones.
         *
         * @param records read once, perhaps on another thread, so that they need not all be in memory
         * @param completion as for {@link #append}
         */
        void replace(Iterable<byte[]> records, Completion completion);

        /** Stores what was added, completes it, and closes. Idempotent; what is added later fails. */
        @Override
        void close();
    }

    /** Hears how a request ended. */
    interface Completion {
        /** What was handed over survives the end of the process, and of the machine if the store promises that. */
        void stored();

        /** It may or may not be stored, and the store takes nothing any more until it is opened again. */
        void failed(Exception cause);
    }
}
