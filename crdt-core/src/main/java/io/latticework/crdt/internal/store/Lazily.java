package io.latticework.crdt.internal.store;

import java.util.Iterator;
import java.util.function.Function;

/** Iterables that work only as far as they are read. */
public final class Lazily {
    private Lazily() {}

    /** Returns an iterable that turns each item into another as it is read. */
    public static <A, B> Iterable<B> map(Iterable<A> items, Function<? super A, ? extends B> function) {
        return () -> {
            Iterator<A> iterator = items.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public B next() {
                    return function.apply(iterator.next());
                }
            };
        };
    }
}
