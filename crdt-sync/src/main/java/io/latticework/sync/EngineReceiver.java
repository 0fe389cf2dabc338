package io.latticework.sync;

import io.latticework.sync.internal.engine.Engine;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Transport.Link;
import io.latticework.sync.spi.Transport.Receiver;

/** Brings what the transport says to the engine's thread. */
record EngineReceiver(Engine engine, Scheduler scheduler) implements Receiver {
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
        scheduler.execute(() -> engine.received(link, frame));
    }

    @Override
    public void closed(Link link, String reason) {
        scheduler.execute(() -> engine.closed(link, reason));
    }
}
