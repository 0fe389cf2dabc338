package io.latticework.transport.netty;

import io.latticework.sync.spi.Transport.Receiver;
import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Makes links of connections. */
record LinkOpener(Receiver receiver, Settings settings, Journal journal, Admission admission) {
    /** Where a connection keeps its link. */
    static final AttributeKey<NettyLink> LINK = AttributeKey.valueOf(NettyLink.class, "link");

    /** Takes a connection that the other side has opened, or closes it because too many are open. */
    void accepted(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress other)) {
            var unused = channel.close();
            return;
        }
        if (admission.admit(other.getAddress())) {
            channel.closeFuture().addListener(done -> admission.leave(other.getAddress()));
            open(channel, HostPort.of(other), "");
        } else {
            journal.refused(TransportCount.CONNECTIONS_REFUSED, HostPort.of(other), "too many connections are open");
            var unused = channel.close();
        }
    }

    /** Prepares a connection that this side opens. */
    void dialed(Channel channel, InetSocketAddress other, String address) {
        open(channel, HostPort.of(other), address);
    }

    private void open(Channel channel, HostPort other, String dialed) {
        NettyLink link = new NettyLink(channel, other, dialed, receiver, settings, journal);
        channel.attr(LINK).set(link);
        long idleMillis = settings.idleTimeout().toMillis();
        // After the decoder: who sends a byte a second, and never a frame, is idle.
        var unused = channel.pipeline()
                .addLast(new FrameDecoder(settings.frameBytes()))
                .addLast(new IdleStateHandler(idleMillis, idleMillis, 0, TimeUnit.MILLISECONDS))
                .addLast(new LinkHandler(link, settings));
    }
}
