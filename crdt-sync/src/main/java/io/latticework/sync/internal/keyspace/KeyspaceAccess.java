package io.latticework.sync.internal.keyspace;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the test kit's simulator see the keyspace behind a replica without folding it, which would change what it watches.
 * Replicas register the way in, because this package knows nothing of them.
 */
public final class KeyspaceAccess {
    private static volatile @Nullable Function<Object, Keyspace> access;

    private KeyspaceAccess() {}

    /** Registers the way in. */
    public static void register(Function<Object, Keyspace> wayIn) {
        access = wayIn;
    }

    /**
     * Returns a replica's keyspace.
     *
     * @throws IllegalStateException if no replica was ever made
     */
    public static Keyspace of(Object replica) {
        Function<Object, Keyspace> wayIn = access;
        if (wayIn == null) {
            throw new IllegalStateException("No replica was made yet");
        }
        return wayIn.apply(replica);
    }
}
