package io.latticework.crdt.internal.bytes;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.error.LimitExceededException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads bytes that nobody vouches for: no length is believed, and nothing allocated for it, before it is checked. */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    /** Starts at the first byte. */
    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    private ByteReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Takes the last 4 bytes for the CRC32C of all before and returns a reader of those. */
    public static ByteReader checked(byte[] bytes) {
        int end = bytes.length - 4;
        if (end < 0) {
            throw new DecodeException(Reason.TRUNCATED, bytes.length + " bytes hold no value");
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        ByteReader tail = new ByteReader(bytes);
        tail.position = end;
        if (tail.readInt() != (int) crc.getValue()) {
            throw new DecodeException(Reason.CHECKSUM, "the bytes are damaged or cut short");
        }
        return new ByteReader(bytes, end);
    }

    /** Returns the number of bytes left. */
    public int remaining() {
        return end - position;
    }

    /** Returns the place of the next byte in {@link #array}. */
    public int position() {
        return position;
    }

    /** Returns the array that is read, not to be changed. */
    public byte[] array() {
        return bytes;
    }

    /** Passes over so many bytes, and returns the place of the first of them. */
    @CanIgnoreReturnValue
    public int skip(int length) {
        require(length);
        position += length;
        return position - length;
    }

    /** Returns an exception for bytes that contradict themselves here. */
    public DecodeException malformed(String message) {
        return new DecodeException(Reason.MALFORMED, message + " (byte " + position + ")");
    }

    private void require(int length) {
        if (length > remaining()) {
            throw new DecodeException(
                    Reason.TRUNCATED,
                    length + " bytes are missing at byte " + position + ", " + remaining() + " are left");
        }
    }

    /** Reads one byte, 0 to 255. */
    public int readByte() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** Reads 4 bytes. */
    public int readInt() {
        return readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
    }

    /** Reads 8 bytes. */
    public long readLong() {
        return (long) readInt() << 32 | readInt() & 0xFFFF_FFFFL;
    }

    /** Reads an unsigned number of at most 64 bits; longer than needed is refused. */
    public long readVarint() {
        if (position < end && bytes[position] >= 0) {
            return bytes[position++];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0 || shift == 63 && next > 1) {
                    throw malformed("A number is longer than it needs to be");
                }
                return value;
            }
        }
        throw malformed("A number has more than 64 bits");
    }

    /** Reads a number of at most {@code max}. */
    public long readVarint(long max) {
        long value = readVarint();
        if (value < 0 || value > max) {
            throw malformed("A number is " + Long.toUnsignedString(value) + ", above " + max);
        }
        return value;
    }

    /** Reads how many items follow, each of which takes at least {@code bytesEach} bytes of those that are left. */
    public int readCount(int bytesEach) {
        long count = readVarint();
        if (count < 0 || count > remaining() / bytesEach) {
            throw new DecodeException(
                    Reason.TRUNCATED,
                    Long.toUnsignedString(count) + " items cannot be in the " + remaining() + " bytes that are left");
        }
        return (int) count;
    }

    /** Reads so many bytes. */
    public byte[] read(int length) {
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** Reads a length of at most {@code max}. */
    public int readLength(String limit, int max) {
        long length = readVarint();
        if (length < 0 || length > max) {
            throw new LimitExceededException(limit, max, length < 0 ? Long.MAX_VALUE : length);
        }
        return (int) length;
    }

    /** Reads a length, and returns a reader of so many bytes. */
    public ByteReader readColumn() {
        int length = readCount(1);
        position += length;
        ByteReader column = new ByteReader(bytes, position);
        column.position = position - length;
        return column;
    }

    /** Reads a length and so many bytes, at most {@code max}. */
    public byte[] readBlock(String limit, int max) {
        return read(readLength(limit, max));
    }

    /** Makes sure that nothing is left. */
    public void requireEnd() {
        if (remaining() > 0) {
            throw new DecodeException(Reason.TRAILING, remaining() + " bytes are left after the value");
        }
    }
}
