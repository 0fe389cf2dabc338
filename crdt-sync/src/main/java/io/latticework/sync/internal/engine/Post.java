package io.latticework.sync.internal.engine;

import io.latticework.sync.Limits;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Fragment;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.Message.Rumor;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.sync.spi.Transport.Link;

/** Sends messages and counts their bytes by what they are for. */
final class Post {
    private final Counts counts;
    private final Identity identity;
    private final int frameBytes;
    private final int targetBytes;
    private long fragmented;

    Post(Counts counts, Limits limits, Identity identity) {
        this.counts = counts;
        this.identity = identity;
        this.frameBytes = limits.frameBytes();
        this.targetBytes = limits.frameTargetBytes();
    }

    void send(Peer peer, Message message) {
        if (peer.link != null) {
            send(peer.link, message);
        }
    }

    void send(Link link, Message message) {
        if (message.showsWrites()) {
            identity.speak();
        }
        send(link, message, MessageCodec.encode(message));
    }

    void send(Link link, Message message, byte[] frame) {
        counts.add(Count.FRAMES_SENT);
        counts.add(Count.BYTES_SENT, frame.length);
        counts.add(bytesOf(message), frame.length);
        if (message instanceof Pulse pulse && pulse.question() != 0) {
            counts.add(Count.COMPARISONS);
        }
        if (frame.length <= frameBytes) {
            link.send(frame);
            return;
        }
        for (Fragment fragment : Fragments.cut(++fragmented, frame, targetBytes)) {
            link.send(MessageCodec.encode(fragment));
        }
    }

    private static Count bytesOf(Message message) {
        if (message instanceof Delta || message instanceof Rumor) {
            return Count.DELTA_BYTES_SENT;
        } else if (message instanceof Ack) {
            return Count.ACK_BYTES_SENT;
        } else if (message instanceof Pulse) {
            return Count.PULSE_BYTES_SENT;
        } else if (message instanceof Hello || message instanceof Goodbye) {
            return Count.HANDSHAKE_BYTES_SENT;
        } else {
            return Count.SESSION_BYTES_SENT;
        }
    }
}
