package io.latticework.sync;

import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.keyspace.ChangeObserver;
import io.latticework.sync.internal.keyspace.KeyChange;
import io.latticework.sync.internal.keyspace.KeyType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.Consumer;
import java.util.function.Function;

/** Who listens to which keys. */
final class Listeners implements ChangeObserver {
    private final Executor executor;
    private final Counts counts;
    private final Map<KeyType, List<Dispatch>> byKey = new ConcurrentHashMap<>();
    private final List<Prefixed> byPrefix = new CopyOnWriteArrayList<>();
    /** Who waits for the engine's time to be added. */
    private final Set<Dispatch> starting = ConcurrentHashMap.newKeySet();

    private volatile boolean finished;

    Listeners(Executor executor, Counts counts) {
        this.executor = executor;
        this.counts = counts;
    }

    /** A listener of all keys with a prefix. */
    private record Prefixed(String prefix, Dispatch dispatch) {}

    /** What is listened to. */
    interface Topic {
        /** Starts to tell. */
        void add(Dispatch dispatch);

        /** Stops to tell. */
        void remove(Dispatch dispatch);
    }

    /** One key with one type. */
    Topic key(KeyType at) {
        return new Topic() {
            @Override
            public void add(Dispatch dispatch) {
                byKey.computeIfAbsent(at, absent -> new CopyOnWriteArrayList<>())
                        .add(dispatch);
            }

            @Override
            public void remove(Dispatch dispatch) {
                byKey.computeIfPresent(at, (key, dispatches) -> {
                    dispatches.remove(dispatch);
                    return dispatches.isEmpty() ? null : dispatches;
                });
            }
        };
    }

    /** All keys with a prefix. */
    Topic prefix(String prefix) {
        return new Topic() {
            @Override
            public void add(Dispatch dispatch) {
                byPrefix.add(new Prefixed(prefix, dispatch));
            }

            @Override
            public void remove(Dispatch dispatch) {
                byPrefix.removeIf(each -> each.dispatch == dispatch);
            }
        };
    }

    /**
     * Prepares to tell a listener.
     *
     * @param subscribe adds the listener in the engine's time, after it was told what is there already
     */
    Subscription listen(Topic topic, Consumer<KeyChange> listener, Consumer<Dispatch> subscribe) {
        Dispatch dispatch = new Dispatch(executor, counts, listener, () -> {});
        dispatch.request(Dispatch.UNBOUNDED);
        subscribe.accept(dispatch);
        return () -> {
            dispatch.close();
            topic.remove(dispatch);
        };
    }

    /** Returns a publisher of what happens to a topic; a slow subscriber gets the changes of a key drawn together. */
    <T> Flow.Publisher<T> publisher(Topic topic, Function<KeyChange, T> event, Consumer<Dispatch> subscribe) {
        return subscriber -> subscribe(subscriber, topic, event, subscribe);
    }

    private <T> void subscribe(
            Subscriber<? super T> subscriber, Topic topic, Function<KeyChange, T> event, Consumer<Dispatch> subscribe) {
        Dispatch dispatch = new Dispatch(
                executor, counts, change -> subscriber.onNext(event.apply(change)), subscriber::onComplete);
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long calls) {
                if (calls > 0) {
                    dispatch.request(calls);
                } else {
                    cancel();
                    subscriber.onError(new IllegalArgumentException("A request is for one or more, not " + calls));
                }
            }

            @Override
            public void cancel() {
                dispatch.close();
                topic.remove(dispatch);
            }
        });
        subscribe.accept(dispatch);
    }

    /** Notes a listener that is to be added in the engine's time; if all ends before that, it ends, too. */
    void starts(Dispatch dispatch) {
        starting.add(dispatch);
        if (finished) {
            starting.remove(dispatch);
            dispatch.finish();
        }
    }

    /** Adds a listener; if all has ended already, it ends. */
    void add(Topic topic, Dispatch dispatch) {
        topic.add(dispatch);
        starting.remove(dispatch);
        if (dispatch.isClosed()) {
            topic.remove(dispatch);
        }
        if (finished) {
            dispatch.finish();
        }
    }

    @Override
    public boolean observesAny() {
        return !byKey.isEmpty() || !byPrefix.isEmpty();
    }

    @Override
    public boolean observesAll() {
        return !byPrefix.isEmpty(); // who listens to a key has a cell of it
    }

    @Override
    public void changed(List<KeyChange> changes) {
        if (!observesAny()) {
            return;
        }
        for (KeyChange change : changes) {
            byKey.getOrDefault(change.at(), List.of()).forEach(each -> each.offer(change));
            for (Prefixed each : byPrefix) {
                if (change.at().key().startsWith(each.prefix)) {
                    each.dispatch.offer(change);
                }
            }
        }
    }

    /** Tells what is still to be told, and ends. */
    void finish() {
        finished = true;
        starting.forEach(Dispatch::finish);
        byKey.values().forEach(each -> each.forEach(Dispatch::finish));
        byPrefix.forEach(each -> each.dispatch.finish());
    }
}
