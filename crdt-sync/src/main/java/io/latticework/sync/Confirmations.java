package io.latticework.sync;

import io.latticework.sync.internal.engine.Engine;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Scheduler.Timer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits for peers: to confirm writes, or to have told all they have. */
final class Confirmations {
    private final Engine engine;
    private final Scheduler scheduler;
    private final String name;

    Confirmations(Engine engine, Scheduler scheduler, String name) {
        this.engine = engine;
        this.scheduler = scheduler;
        this.name = name;
    }

    /** Completes when a concern is reached for all that was written so far, or its time is over. */
    CompletionStage<WriteResult> confirm(WriteConcern concern) {
        CompletableFuture<WriteResult> result = new CompletableFuture<>();
        boolean isLocal = concern.kind() == WriteConcern.Kind.LOCAL;
        if (isLocal && !engine.ahead().isDurable()) {
            result.complete(result(true, Set.of()));
            return result;
        }
        run(result, () -> {
            int needed = concern.needed(engine.members()) - 1;
            var waiter = engine.whenJoined(
                    needed, names -> result.complete(result(true, names)), result::completeExceptionally);
            if (!result.isDone() && !isLocal) {
                Timer timer = scheduler.schedule(concern.timeout().toNanos(), () -> {
                    engine.forget(waiter);
                    Set<String> names = waiter.names();
                    result.complete(waiter.isStored() ? result(false, names) : new WriteResult(false, names));
                });
                cancelWhenDone(timer, result);
            }
        });
        return result;
    }

    /** Completes when this replica has all that enough members have now, or the time is over. */
    CompletionStage<WriteResult> hear(ReadConcern concern) {
        CompletableFuture<WriteResult> result = new CompletableFuture<>();
        if (concern.kind() == WriteConcern.Kind.LOCAL) {
            result.complete(result(true, Set.of()));
            return result;
        }
        run(result, () -> {
            int needed = concern.needed(engine.members()) - 1;
            Set<String> names = new LinkedHashSet<>();
            Runnable check = () -> {
                if (names.size() >= needed) {
                    result.complete(result(true, names));
                }
            };
            engine.whenHeard(name -> {
                names.add(name);
                check.run();
            });
            check.run();
            if (!result.isDone()) {
                Timer timer =
                        scheduler.schedule(concern.timeout().toNanos(), () -> result.complete(result(false, names)));
                cancelWhenDone(timer, result);
            }
        });
        return result;
    }

    /** Completes with true once this replica has all that its linked peers had at this moment, with false after a time. */
    CompletionStage<Boolean> whenSynced(Duration timeout) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        run(result, () -> {
            engine.whenSynced(() -> !result.isDone(), () -> result.complete(true));
            if (!result.isDone()) {
                Timer timer = scheduler.schedule(timeout.toNanos(), () -> result.complete(false));
                cancelWhenDone(timer, result);
            }
        });
        return result;
    }

    /** Runs a task in the engine's time; what it throws goes to who waits, too. */
    private void run(CompletableFuture<?> result, Runnable task) {
        scheduler.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
                throw e;
            }
        });
    }

    private static void cancelWhenDone(Timer timer, CompletableFuture<?> result) {
        CompletableFuture<?> unused = result.whenComplete((done, failure) -> timer.cancel());
    }

    private WriteResult result(boolean reached, Set<String> names) {
        Set<String> members = new LinkedHashSet<>(Set.of(name));
        members.addAll(names);
        return new WriteResult(reached, members);
    }
}
