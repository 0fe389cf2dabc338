package io.latticework.transport.netty;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks up hosts on a thread of its own, because a slow name server must stop neither the engine nor an event loop. */
final class Resolver implements AutoCloseable {
    private static final int WAITING = 256;

    private final ThreadPoolExecutor executor;

    Resolver() {
        executor = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                EventLoops.daemons("latticework-net-names"));
        executor.allowCoreThreadTimeOut(true);
    }

    /** Hands a host's addresses on; none if it has none, or too many look-ups wait. */
    void resolve(String host, Consumer<List<InetAddress>> found) {
        byte[] number = NetUtil.createByteArrayFromIpAddressString(host);
        if (number != null) {
            found.accept(lookUp(host));
            return;
        }
        try {
            executor.execute(() -> found.accept(lookUp(host)));
        } catch (RejectedExecutionException e) {
            found.accept(List.of());
        }
    }

    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /** Takes no more; what waits is still answered. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
