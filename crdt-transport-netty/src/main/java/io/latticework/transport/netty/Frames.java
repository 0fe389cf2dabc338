package io.latticework.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.zip.CRC32C;

/**
 * A frame on the wire: the payload's length in four bytes and its CRC-32C (RFC 3720, appendix B.4) in four more, both
 * big-endian, then the payload. The checksum finds what damage TCP's own lets through; it is no protection from people.
 */
final class Frames {
    /** What a frame adds to its payload. */
    static final int HEADER_BYTES = 8;

    private Frames() {}

    /** Returns a frame in a buffer that the caller releases. */
    static ByteBuf encode(ByteBufAllocator allocator, byte[] payload) {
        ByteBuf frame = allocator.ioBuffer(HEADER_BYTES + payload.length, HEADER_BYTES + payload.length);
        return frame.writeInt(payload.length).writeInt(checksum(payload)).writeBytes(payload);
    }

    /** Returns the CRC-32C of a payload. */
    static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }
}
