package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.sync.spi.Transport.Link;
import io.latticework.sync.spi.Transport.Receiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A receiver that keeps what it hears, and holds the transport to the order in which it may be told. */
class Ear implements Receiver {
    private static final int PATIENCE_SECONDS = 30;

    private enum Phase {
        OPEN,
        CLOSED
    }

    final BlockingQueue<Link> linked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> dialed = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> unreachable = new LinkedBlockingQueue<>();
    private final Map<Link, Phase> phases = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();

    @CanIgnoreReturnValue
    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next)
                .as("what was to be heard in " + PATIENCE_SECONDS + " s")
                .isNotNull();
        return next;
    }

    private synchronized void expect(boolean holds, String what) {
        if (!holds) {
            breaches.add(what);
        }
    }

    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    synchronized long open() {
        return phases.values().stream().filter(phase -> phase == Phase.OPEN).count();
    }

    @Override
    public synchronized void linked(Link link, String address) {
        expect(phases.put(link, Phase.OPEN) == null, "linked twice");
        linked.add(link);
        dialed.add(address);
        answers.add(address);
    }

    @Override
    public synchronized void unreachable(String address, String reason) {
        unreachable.add(address + " " + reason);
        answers.add(address);
    }

    @Override
    public synchronized void received(Link link, byte[] frame) {
        expect(phases.get(link) == Phase.OPEN, "received while " + phases.get(link));
        frames.add(frame);
    }

    @Override
    public synchronized void closed(Link link, String reason) {
        expect(phases.put(link, Phase.CLOSED) == Phase.OPEN, "closed while not open");
        closed.add(reason);
    }
}
