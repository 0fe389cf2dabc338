package io.latticework.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts what comes over a link into frames, whatever pieces it comes in. A length is checked before anything is allocated
 * for it; after the first refusal nothing more is read.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private final int frameBytes;
    private boolean refused;

    FrameDecoder(int frameBytes) {
        this.frameBytes = frameBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length <= 0 || length > frameBytes) {
            throw refuse(
                    TransportCount.LENGTHS_REFUSED,
                    "a frame has 1 to " + frameBytes + " bytes, not " + Integer.toUnsignedString(length));
        }
        if (in.readableBytes() >= Frames.HEADER_BYTES + length) {
            out.add(payload(in, length));
        }
    }

    private byte[] payload(ByteBuf in, int length) {
        int checksum = in.skipBytes(Integer.BYTES).readInt();
        byte[] payload = new byte[length];
        in.readBytes(payload);
        if (Frames.checksum(payload) != checksum) {
            throw refuse(TransportCount.CHECKSUMS_REFUSED, "a frame of " + length + " bytes is damaged");
        }
        return payload;
    }

    private Refusal refuse(TransportCount count, String message) {
        refused = true;
        return new Refusal(count, message);
    }
}
