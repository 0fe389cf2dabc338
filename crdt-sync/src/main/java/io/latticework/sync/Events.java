package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.engine.Engine;
import io.latticework.sync.internal.keyspace.KeyChange;
import io.latticework.sync.spi.Scheduler;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Lets listeners and subscribers begin, with what is there already and nothing missed between. */
final class Events {
    private final Listeners listeners;
    private final Engine engine;
    private final Scheduler scheduler;

    Events(Listeners listeners, Engine engine, Scheduler scheduler) {
        this.listeners = listeners;
        this.engine = engine;
        this.scheduler = scheduler;
    }

    <S extends Crdt<S>> Subscription listen(KeyAccess<S> access, Consumer<Change<S>> listener) {
        Listeners.Topic topic = listeners.key(access.at());
        return listeners.listen(
                topic, change -> listener.accept(Change.of(change, access.type())), start(topic, access));
    }

    <S extends Crdt<S>> Flow.Publisher<Change<S>> publisher(KeyAccess<S> access) {
        Listeners.Topic topic = listeners.key(access.at());
        return listeners.publisher(topic, change -> Change.of(change, access.type()), start(topic, access));
    }

    /** Shows what is there first, and adds who listens, with no change between. */
    private Consumer<Dispatch> start(Listeners.Topic topic, KeyAccess<?> access) {
        return dispatch -> {
            listeners.starts(dispatch);
            scheduler.execute(() -> {
                engine.fold();
                if (access.exists()) {
                    Causal present = access.cell().value();
                    dispatch.offer(new KeyChange(access.at(), present, present, ""));
                }
                listeners.add(topic, dispatch);
            });
        };
    }

    Subscription listen(String prefix, Consumer<KeyEvent> listener) {
        Listeners.Topic topic = listeners.prefix(prefix);
        return listeners.listen(
                topic, change -> listener.accept(new KeyEvent(change)), dispatch -> listeners.add(topic, dispatch));
    }

    Flow.Publisher<KeyEvent> publisher(String prefix) {
        Listeners.Topic topic = listeners.prefix(prefix);
        return listeners.publisher(topic, KeyEvent::new, dispatch -> listeners.add(topic, dispatch));
    }
}
