package io.latticework.sync.internal.message;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the test kit's simulator start replicas as if their library were an older or a newer one. Builders register the way
 * in, because this package knows nothing of them.
 */
public final class ProtocolAccess {
    private static volatile @Nullable BiConsumer<Object, Protocol> access;

    private ProtocolAccess() {}

    /** Registers the way in. */
    public static void register(BiConsumer<Object, Protocol> wayIn) {
        access = wayIn;
    }

    /**
     * Sets what a replica speaks that is yet to start.
     *
     * @throws IllegalStateException if no builder was ever made
     */
    public static void set(Object builder, Protocol protocol) {
        BiConsumer<Object, Protocol> wayIn = access;
        if (wayIn == null) {
            throw new IllegalStateException("No builder was made yet");
        }
        wayIn.accept(builder, protocol);
    }
}
