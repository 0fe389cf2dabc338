package io.latticework.sync;

import java.util.Set;

/**
 * What came of a write concern. The write is made in any case.
 *
 * @param reached whether enough members have the write
 * @param members the names of those that are known to have it, this replica's first
 */
public record WriteResult(boolean reached, Set<String> members) {
    /** Copies the names. */
    public WriteResult {
        members = Set.copyOf(members);
    }
}
