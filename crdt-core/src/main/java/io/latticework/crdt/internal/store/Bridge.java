package io.latticework.crdt.internal.store;

import com.google.errorprone.annotations.concurrent.LazyInit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the replication engine see the kernels behind maps, which the public types keep to themselves. The package of the
 * public types registers the one implementation, because this package knows nothing of it.
 */
public abstract class Bridge {
    @LazyInit
    private static volatile @Nullable Bridge instance;

    /** Makes a bridge. */
    protected Bridge() {}

    /** Registers the bridge. */
    public static void register(Bridge bridge) {
        instance = bridge;
    }

    /** Returns the bridge. */
    public static Bridge get() {
        Bridge bridge = instance;
        if (bridge != null) {
            return bridge;
        }
        try {
            Class.forName("io.latticework.crdt.ORMap"); // its initialiser registers
        } catch (ClassNotFoundException e) {
            throw new LinkageError("The types are not on the path", e);
        }
        return get();
    }

    /** Returns the root value behind a map. */
    public abstract Causal kernel(Object map);

    /** Returns the map of a root value. */
    public abstract <M> M map(M emptyMap, Causal kernel);

    /** Returns how values of a type, given by its descriptor, live inside a map. */
    public abstract Nest<Object> nest(Object type);
}
