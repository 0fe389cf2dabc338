package io.latticework.sync;

import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.recovery.Recovery;
import io.latticework.sync.spi.Store;
import org.jspecify.annotations.Nullable;

/**
 * The store of a replica that starts, and what was in it.
 *
 * @param log the open store, {@code null} if there is none
 */
record OpenStore(Store.@Nullable Log log, Recovery recovery) {
    /**
     * Opens and reads a builder's store.
     *
     * @throws SyncException if that does not work; then all that was started is ended, and the store is closed
     */
    static OpenStore of(ReplicaBuilder settings) {
        try {
            Store store = settings.store;
            return store == null
                    ? new OpenStore(null, Recovery.fresh(settings.name, settings.realm, settings.randomness))
                    : read(settings, store.open());
        } catch (RuntimeException | Error e) {
            settings.abort();
            throw e;
        }
    }

    private static OpenStore read(ReplicaBuilder settings, Store.Log log) {
        try {
            Recovery recovery = Recovery.from(
                    log,
                    settings.name,
                    settings.realm,
                    Keyspace.decoder(settings.realm, settings.types),
                    settings.randomness);
            return new OpenStore(log, recovery);
        } catch (RuntimeException | Error e) {
            log.close();
            throw e;
        }
    }
}
