package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Author;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * How values of a type live inside a map.
 *
 * @param <S> the values
 */
public interface Nest<S> {
    /** Returns the name of the nested type. */
    String name();

    /** Returns the bytes of the name, not to be changed. */
    default byte[] nameBytes() {
        return name().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the value of a nested store, which shares the context of its root. */
    S view(Causal nested);

    /** Returns a nested store after a change; {@code nested} itself if the change made none. */
    Causal change(Causal nested, Author author, UnaryOperator<S> change);
}
