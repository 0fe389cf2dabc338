package io.latticework.sync;

import java.util.Set;

/**
 * What a read with a concern found.
 *
 * @param value the value at the end, whether the concern was reached or not
 * @param reached whether enough members answered in time
 * @param members the names of those whose state is in the value, this replica's among them
 * @param <S> the values
 */
public record ReadResult<S>(S value, boolean reached, Set<String> members) {
    /** Copies the names. */
    public ReadResult {
        members = Set.copyOf(members);
    }
}
