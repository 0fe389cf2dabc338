package io.latticework.sync;

import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.engine.Engine;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Transport.Link;
import io.latticework.sync.spi.Transport.Receiver;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings what the transport says to the engine's thread. Frames beyond a bound are dropped: all of them may be lost. */
final class EngineReceiver implements Receiver {
    private final Engine engine;
    private final Scheduler scheduler;
    private final Counts counts;
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    EngineReceiver(Engine engine, Scheduler scheduler, Counts counts, int maxWaiting) {
        this.engine = engine;
        this.scheduler = scheduler;
        this.counts = counts;
        this.maxWaiting = maxWaiting;
    }

    @Override
    public void linked(Link link, String dialed) {
        scheduler.execute(() -> engine.linked(link, dialed));
    }

    @Override
    public void unreachable(String address, String reason) {
        scheduler.execute(() -> engine.unreachable(address, reason));
    }

    @Override
    public void received(Link link, byte[] frame) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            counts.add(Count.FRAMES_DROPPED);
            return;
        }
        scheduler.execute(() -> {
            waiting.decrementAndGet();
            engine.received(link, frame);
        });
    }

    @Override
    public void closed(Link link, String reason) {
        scheduler.execute(() -> engine.closed(link, reason));
    }
}
