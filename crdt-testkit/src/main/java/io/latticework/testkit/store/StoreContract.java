package io.latticework.testkit.store;

import io.latticework.testkit.store.StoreChecks.Medium;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.latticework.sync.spi.Store} must do, as JUnit tests: implement one method in a test class.
 *
 * <pre>{@code
 * class MemoryStoreTest implements StoreContract {
 *     public Medium medium() {
 *         MemoryStore store = new MemoryStore();
 *         return () -> store;
 *     }
 * }
 * }</pre>
 */
public interface StoreContract {
    /** Returns an empty medium, another one at each call. */
    Medium medium();

    /** An empty store has nothing, and misses nothing. */
    @Test
    default void anEmptyStoreIsComplete() {
        new StoreChecks(medium()).anEmptyStoreIsComplete();
    }

    /** What was appended comes back, byte for byte. */
    @Test
    default void whatWasStoredComesBack() {
        new StoreChecks(medium()).whatWasStoredComesBack();
    }

    /** What was reported as stored survives a process that ends without closing. */
    @Test
    default void whatWasReportedAsStoredSurvivesTheProcess() {
        new StoreChecks(medium()).whatWasReportedAsStoredSurvivesTheProcess();
    }

    /** Closing stores what was added and completes it. */
    @Test
    default void closingCompletesWhatWasAdded() {
        new StoreChecks(medium()).closingCompletesWhatWasAdded();
    }

    /** Replacing removes what was added before, and nothing that is added after. */
    @Test
    default void replacingRemovesWhatWasAddedBefore() {
        new StoreChecks(medium()).replacingRemovesWhatWasAddedBefore();
    }

    /** Requests complete once each, in their order. */
    @Test
    default void requestsCompleteInTheirOrder() {
        new StoreChecks(medium()).requestsCompleteInTheirOrder();
    }

    /** The caller's arrays are its own. */
    @Test
    default void whatIsStoredDoesNotChangeWithTheCallersArrays() {
        new StoreChecks(medium()).whatIsStoredDoesNotChangeWithTheCallersArrays();
    }

    /** A store is open once at a time. */
    @Test
    default void anOpenStoreCannotBeOpenedAgain() {
        new StoreChecks(medium()).anOpenStoreCannotBeOpenedAgain();
    }

    /** A closed store takes nothing, says so, and can be closed again. */
    @Test
    default void aClosedStoreTakesNothing() {
        new StoreChecks(medium()).aClosedStoreTakesNothing();
    }
}
