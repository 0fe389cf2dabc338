package io.latticework.transport.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The one place that knows which event loops and sockets there are. Netty 4.2 replaces them, 4.1 has no others. */
final class EventLoops {
    static final Class<NioServerSocketChannel> SERVER = NioServerSocketChannel.class;
    static final Class<NioSocketChannel> CLIENT = NioSocketChannel.class;
    private static final int THREADS = 2;
    private static final AtomicInteger GROUPS = new AtomicInteger();

    private EventLoops() {}

    /** Returns loops on daemon threads, which start when they are first needed. */
    @SuppressWarnings("deprecation")
    static EventLoopGroup open() {
        return new NioEventLoopGroup(THREADS, daemons("latticework-net-" + GROUPS.incrementAndGet()));
    }

    /** Returns a factory of threads that do not keep a process alive. */
    static ThreadFactory daemons(String prefix) {
        AtomicInteger threads = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
