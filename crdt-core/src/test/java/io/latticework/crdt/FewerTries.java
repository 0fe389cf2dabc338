package io.latticework.crdt;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ends each property after as many tries as the system property {@code mutation.tries} says, if it is set: a mutant has
 * every property tried on it, and most die on the first few tries or on none.
 */
public final class FewerTries implements AroundTryHook {
    private static final int MOST = Integer.getInteger("mutation.tries", Integer.MAX_VALUE);

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> arguments)
            throws Throwable {
        TryExecutionResult result = aTry.execute(arguments);
        AtomicInteger tries = Store.getOrCreate(FewerTries.class, Lifespan.PROPERTY, AtomicInteger::new)
                .get();
        boolean enough = tries.incrementAndGet() >= MOST;
        return enough && result.status() == TryExecutionResult.Status.SATISFIED
                ? TryExecutionResult.satisfied(true)
                : result;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
