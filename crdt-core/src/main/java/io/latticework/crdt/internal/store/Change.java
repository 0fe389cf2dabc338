package io.latticework.crdt.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * What brings one store up to another.
 *
 * @param store the dots to add, with their contents
 * @param names the paths of the dots to remove
 */
record Change(@Nullable DotStore store, @Nullable DotStore names) {
    static final Change NONE = new Change(null, null);
}
