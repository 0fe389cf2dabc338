package io.latticework.testkit.store;

import io.latticework.sync.spi.Store;
import io.latticework.sync.spi.Store.Log;
import io.latticework.testkit.store.StoreChecks.Medium;
import java.util.SplittableRandom;

/** The store in memory does what a store must. */
class MemoryStoreTest implements StoreContract {
    @Override
    public Medium medium() {
        MemoryStore store = new MemoryStore();
        return new Medium() {
            @Override
            public Store store() {
                return store;
            }

            @Override
            public void crash(Log log) {
                store.crash(new SplittableRandom(1));
            }
        };
    }
}
