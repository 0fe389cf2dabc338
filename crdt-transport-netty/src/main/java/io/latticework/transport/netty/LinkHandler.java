package io.latticework.transport.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last in a connection's pipeline: brings its events to the link. */
final class LinkHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);

    private final NettyLink link;
    private final Settings settings;

    LinkHandler(NettyLink link, Settings settings) {
        this.link = link;
        this.settings = settings;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        link.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        link.received((byte[]) frame);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        link.end("closed by the other side");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent idle)) {
            return;
        }
        String time = settings.idleTimeout().toMillis() + " ms";
        if (idle.state() == IdleState.READER_IDLE) {
            link.abort(new Refusal(TransportCount.LINKS_IDLE, "no whole frame came for " + time));
        } else if (link.isStalled(settings.idleTimeout())) {
            link.abort(new Refusal(TransportCount.LINKS_STALLED, "the other side took no frame for " + time));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            link.abort(refusal);
            return;
        }
        if (cause instanceof IOException) {
            link.end("connection lost: " + cause.getMessage());
        } else {
            LOG.warn("A link failed, and is closed: {}", cause.toString());
            LOG.debug("A link failed", cause);
            link.end("failed here: " + cause);
        }
        var unused = context.close();
    }
}
