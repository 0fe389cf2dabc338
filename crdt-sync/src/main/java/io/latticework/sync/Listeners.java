package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.keyspace.KeyChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who listens to which keys. */
final class Listeners {
    private final Executor executor;
    private final Counts counts;
    private final List<Typed<?>> typed = new CopyOnWriteArrayList<>();
    private final List<Prefixed> prefixed = new CopyOnWriteArrayList<>();

    Listeners(Executor executor, Counts counts) {
        this.executor = executor;
        this.counts = counts;
    }

    /** A listener of one key with one type. */
    static final class Typed<S extends Crdt<S>> implements Subscription {
        private final KeyAccess<S> access;
        private final Dispatch<Change<S>> dispatch;
        private final List<Typed<?>> registered;

        Typed(KeyAccess<S> access, Dispatch<Change<S>> dispatch, List<Typed<?>> registered) {
            this.access = access;
            this.dispatch = dispatch;
            this.registered = registered;
        }

        private void changed(KeyChange change) {
            if (change.at().equals(access.at())) {
                dispatch.offer(access.event(change));
            }
        }

        private void showPresent() {
            if (access.exists()) {
                S present = access.state();
                dispatch.offer(new Change<>(access.key(), access.type().name(), present, present, false, ""));
            }
        }

        @Override
        public void close() {
            registered.remove(this);
            dispatch.close();
        }
    }

    /** A listener of all keys with a prefix. */
    private record Prefixed(String prefix, Map<String, Dispatch<KeyEvent>> dispatches, Consumer<KeyEvent> listener) {}

    <S extends Crdt<S>> Typed<S> typed(KeyAccess<S> access, Consumer<Change<S>> listener) {
        Dispatch<Change<S>> dispatch = new Dispatch<>(
                executor,
                counts,
                listener,
                (first, last) -> new Change<>(
                        last.key(), last.type(), first.before(), last.value(), last.removed(), last.origin()));
        return new Typed<>(access, dispatch, typed);
    }

    /** Starts to tell a listener, first what is there now. */
    void add(Typed<?> listener) {
        listener.showPresent();
        typed.add(listener);
    }

    Subscription add(String prefix, Consumer<KeyEvent> listener) {
        Prefixed added = new Prefixed(prefix, new ConcurrentHashMap<>(), listener);
        prefixed.add(added);
        return () -> {
            prefixed.remove(added);
            added.dispatches.values().forEach(Dispatch::close);
        };
    }

    /** Tells those who listen. */
    void changed(List<KeyChange> changes) {
        for (KeyChange change : changes) {
            typed.forEach(listener -> listener.changed(change));
            for (Prefixed each : prefixed) {
                if (change.at().key().startsWith(each.prefix)) {
                    KeyEvent event = new KeyEvent(
                            change.at().key(),
                            change.at().type(),
                            change.after().store() == null,
                            change.origin());
                    each.dispatches
                            .computeIfAbsent(
                                    event.key() + '\0' + event.type(),
                                    absent -> new Dispatch<>(executor, counts, each.listener, (first, last) -> last))
                            .offer(event);
                }
            }
        }
    }

    void close() {
        typed.forEach(Typed::close);
        prefixed.forEach(each -> each.dispatches.values().forEach(Dispatch::close));
    }
}
