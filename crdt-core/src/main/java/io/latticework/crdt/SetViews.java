package io.latticework.crdt;

import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Node;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How sets show their encoded elements. */
final class SetViews {
    private SetViews() {}

    /** Returns the keys of a trie, decoded one by one. */
    static <E> Iterator<E> iterator(@Nullable Node root, ValueCodec<E> codec) {
        Cursor entries = new Cursor(root);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public E next() {
                return codec.decode(entries.next().key());
            }
        };
    }

    /** Returns the elements as an unmodifiable set, in their order. */
    static <E> Set<E> copy(Iterable<E> set) {
        Set<E> elements = new LinkedHashSet<>();
        set.forEach(elements::add);
        return Collections.unmodifiableSet(elements);
    }

    /** Returns the elements as a JSON array, sorted by their texts. */
    static <E> String json(Iterable<E> set, ValueCodec<E> codec) {
        return StreamSupport.stream(set.spliterator(), false)
                .map(codec::toJson)
                .sorted()
                .collect(Collectors.joining(",", "[", "]"));
    }
}
