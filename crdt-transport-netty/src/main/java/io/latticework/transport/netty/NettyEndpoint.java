package io.latticework.transport.netty;

import io.latticework.sync.SyncException;
import io.latticework.sync.spi.Transport.Endpoint;
import io.latticework.sync.spi.Transport.Receiver;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A listening socket, the connections to and from it, and the two threads that serve them. */
final class NettyEndpoint implements Endpoint {
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(Settings.LOW_WATER_BYTES, Settings.HIGH_WATER_BYTES);
    private static final int BACKLOG = 128;
    private static final int STOP_MILLIS = 500;

    private final Receiver receiver;
    private final Journal journal;
    private final LinkOpener opener;
    private final EventLoopGroup loops = EventLoops.open();
    private final Resolver resolver = new Resolver();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object dialing = new Object();
    private final Channel server;

    /** Starts to listen. */
    NettyEndpoint(Settings settings, Receiver receiver, Journal journal) {
        this.receiver = receiver;
        this.journal = journal;
        Admission admission = new Admission(settings.connections(), settings.connectionsPerAddress());
        this.opener = new LinkOpener(receiver, settings, journal, admission);
        this.server = bind(settings.listen());
    }

    private Channel bind(HostPort listen) {
        InetSocketAddress socket = new InetSocketAddress(listen.host(), listen.port());
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(EventLoops.SERVER)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(initializer(opener::accepted))
                .bind(socket)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopLoops();
            throw cannotListen(listen, socket, bound.cause());
        }
        return bound.channel();
    }

    private static SyncException cannotListen(HostPort listen, InetSocketAddress socket, Throwable cause) {
        String reason = socket.isUnresolved() ? "the host is unknown" : String.valueOf(cause.getMessage());
        return new SyncException(
                SyncException.Reason.TRANSPORT,
                "Cannot listen on " + listen + ": " + reason + ". Choose an address of this machine and a free port,"
                        + " or port 0 for any free one",
                cause);
    }

    private ChannelInitializer<Channel> initializer(Consumer<Channel> opens) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                track(channel);
                opens.accept(channel);
            }
        };
    }

    /** Remembers a channel until it is closed; one that comes while the endpoint closes is closed too. */
    private void track(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(done -> channels.remove(channel));
        if (closed.get()) {
            var unusedToo = channel.close();
        }
    }

    @Override
    public String address() {
        return HostPort.of((InetSocketAddress) server.localAddress()).toString();
    }

    @Override
    public void dial(String address) {
        HostPort target;
        try {
            target = HostPort.parse(address);
        } catch (SyncException e) {
            unreachable(address, String.valueOf(e.getMessage()));
            return;
        }
        resolver.resolve(target.host(), found -> connect(address, target, found, 0));
    }

    /**
     * Tries one address of a host after the other. Names are found at any time, on a thread of their own: the lock keeps the
     * loops from stopping between the look at {@link #closed} and the moment when they have been given all that there is to do.
     */
    private void connect(String address, HostPort target, List<InetAddress> found, int index) {
        boolean begun = false;
        if (!found.isEmpty()) {
            InetSocketAddress other = new InetSocketAddress(found.get(index), target.port());
            synchronized (dialing) {
                begun = !closed.get();
                if (begun) {
                    var unused = connecting(other, address).addListener(dialed -> {
                        if (!dialed.isSuccess() && index + 1 < found.size()) {
                            connect(address, target, found, index + 1);
                        } else if (!dialed.isSuccess()) {
                            unreachable(address, String.valueOf(dialed.cause().getMessage()));
                        }
                    });
                }
            }
        }
        if (!begun) {
            unreachable(address, found.isEmpty() ? target.host() + " is no known host" : "this endpoint is closed");
        }
    }

    private ChannelFuture connecting(InetSocketAddress other, String address) {
        return new Bootstrap()
                .group(loops)
                .channel(EventLoops.CLIENT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Settings.CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(initializer(channel -> opener.dialed(channel, other, address)))
                .connect(other);
    }

    /** Tells on an event loop, so that who dials is not called back while it does. */
    private void unreachable(String address, String reason) {
        journal.count(TransportCount.DIALS_FAILED);
        try {
            loops.execute(() -> receiver.unreachable(address, reason));
        } catch (RejectedExecutionException e) {
            receiver.unreachable(address, reason);
        }
    }

    /** Sends what is queued, closes all links and stops its threads; waits for peers that read, see {@link Settings}. Idempotent. */
    @Override
    public void close() {
        synchronized (dialing) {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
        }
        resolver.close();
        if (isOnLoop()) {
            EventLoops.daemons("latticework-net-close")
                    .newThread(this::shutDown)
                    .start();
        } else {
            shutDown();
        }
    }

    private boolean isOnLoop() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    private void shutDown() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Settings.LONGEST_LINGER_MILLIS);
        List<Channel> open = List.copyOf(channels);
        ChannelFuture unbound = server.close();
        for (Channel channel : open) {
            NettyLink link = channel.isActive() ? channel.attr(LinkOpener.LINK).get() : null;
            if (link == null) {
                var unused = channel.close();
            } else {
                link.close();
            }
        }
        try {
            await(unbound, deadline);
            for (Channel channel : open) {
                await(channel.closeFuture(), deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then without waiting
        }
        stopLoops();
    }

    private static void await(ChannelFuture future, long deadline) throws InterruptedException {
        boolean unused = future.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void stopLoops() {
        var unused =
                loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
    }
}
