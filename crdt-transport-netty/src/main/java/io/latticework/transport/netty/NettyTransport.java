package io.latticework.transport.netty;

import io.latticework.sync.spi.Transport;
import java.time.Duration;
import java.util.Map;

/**
 * Moves frames over TCP, each with its length and a CRC-32C.
 *
 * <pre>{@code
 * Replica.builder("eu-west-1").transport(NettyTransport.listen(7401)).peer("10.0.0.2:7401").start()
 * }</pre>
 *
 * <p><b>Not encrypted, and anybody who reaches the port may speak.</b> Use it in a network that you trust.
 *
 * <p>Everything that can grow has a bound: the length of a frame, checked before memory is taken for it; what waits to be
 * sent on a link; the connections that others open; how long a link may bring nothing. What goes beyond closes the link,
 * is counted in {@link #stats} and logged, at most one line of a kind in ten seconds. The engine dials again.
 *
 * <p>Addresses are {@code host:port}, an IPv6 host in brackets. A host that has several IP addresses is tried at one after
 * the other, each for at most five seconds.
 *
 * <p>Immutable but for its counts, which all endpoints opened with it share. Each endpoint has two daemon threads.
 */
public final class NettyTransport implements Transport {
    private final Settings settings;
    private final Journal journal = new Journal(System::nanoTime);

    private NettyTransport(Settings settings) {
        this.settings = settings;
    }

    /**
     * Listens on a port of all interfaces.
     *
     * @param port 0 to 65535; 0 picks a free one
     * @throws io.latticework.sync.SyncException if that is no port
     */
    public static NettyTransport listen(int port) {
        return new NettyTransport(Settings.of(HostPort.everywhere(port)));
    }

    /**
     * Listens on a port of one interface.
     *
     * @param hostAndPort such as {@code 10.0.0.1:7401} or {@code [::1]:7401}; port 0 picks a free one
     * @throws io.latticework.sync.SyncException if that is no address
     */
    public static NettyTransport listen(String hostAndPort) {
        return new NettyTransport(Settings.of(HostPort.parse(hostAndPort)));
    }

    /**
     * Bounds the length of frames, in both directions; the same at all replicas, and no less than their
     * {@code Limits.frameBytes()}. Default: 1 MiB and 1 KiB. Where a longer one comes, or is to be sent, the link closes.
     */
    public NettyTransport withFrameBytes(int bytes) {
        return new NettyTransport(new Settings(
                settings.listen(),
                bytes,
                settings.idleTimeout(),
                Math.max(settings.queuedBytes(), 2L * bytes),
                settings.connections(),
                settings.connectionsPerAddress()));
    }

    /**
     * Bounds how long a link may bring no whole frame, or take none of those that wait, before it closes; several of the
     * replicas' {@code Limits.pulse()}. Default: 60 s.
     */
    public NettyTransport withIdleTimeout(Duration timeout) {
        return new NettyTransport(new Settings(
                settings.listen(),
                settings.frameBytes(),
                timeout,
                settings.queuedBytes(),
                settings.connections(),
                settings.connectionsPerAddress()));
    }

    /**
     * Bounds what may wait to be sent on one link, before it closes because the other side does not read. Default: 16 MiB.
     */
    public NettyTransport withQueuedBytes(long bytes) {
        return new NettyTransport(new Settings(
                settings.listen(),
                settings.frameBytes(),
                settings.idleTimeout(),
                bytes,
                settings.connections(),
                settings.connectionsPerAddress()));
    }

    /** Bounds the connections that others may open; more are closed at once. Default: 256, of them 64 from one address. */
    public NettyTransport withConnections(int inAll, int fromOneAddress) {
        return new NettyTransport(new Settings(
                settings.listen(),
                settings.frameBytes(),
                settings.idleTimeout(),
                settings.queuedBytes(),
                inAll,
                fromOneAddress));
    }

    /**
     * Starts to listen. The endpoint's {@code address()} is the one that is bound, with {@code 0.0.0.0} for all interfaces.
     *
     * @throws io.latticework.sync.SyncException if the host is none of this machine's or the port is taken
     */
    @Override
    public Endpoint open(Receiver receiver) {
        return new NettyEndpoint(settings, receiver, journal);
    }

    /** Returns what was counted since this transport was made, by name: links, failed dials, and each kind of refusal. */
    public Map<String, Long> stats() {
        return journal.all();
    }
}
