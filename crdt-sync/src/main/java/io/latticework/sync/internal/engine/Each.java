package io.latticework.sync.internal.engine;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does something to each of some things, whatever happens to the one before. */
final class Each {
    private Each() {}

    /**
     * Calls back with every item, also after one for which the callback throws.
     *
     * @throws RuntimeException what the first callback that threw has thrown, or an error, once all were called
     */
    static <T> void of(Collection<T> items, Consumer<? super T> action) {
        Throwable first = null;
        for (T item : items) {
            try {
                action.accept(item);
            } catch (RuntimeException | Error e) {
                first = added(first, e);
            }
        }
        if (first instanceof Error error) {
            throw error;
        } else if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static Throwable added(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        } else if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
