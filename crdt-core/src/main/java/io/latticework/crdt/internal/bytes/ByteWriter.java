package io.latticework.crdt.internal.bytes;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A growing array of bytes. */
public final class ByteWriter {
    private byte[] bytes = new byte[64];
    private int size;

    private void reserve(int more) {
        if (size + more < 0) {
            throw new OutOfMemoryError("An encoded value has at most 2^31 - 1 bytes");
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, (int)
                    Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L)));
        }
    }

    /** Writes one byte. */
    @CanIgnoreReturnValue
    public ByteWriter writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes 4 bytes, the most significant first. */
    @CanIgnoreReturnValue
    public ByteWriter writeInt(int value) {
        return writeByte(value >>> 24)
                .writeByte(value >>> 16)
                .writeByte(value >>> 8)
                .writeByte(value);
    }

    /** Writes 8 bytes, the most significant first. */
    @CanIgnoreReturnValue
    public ByteWriter writeLong(long value) {
        return writeInt((int) (value >>> 32)).writeInt((int) value);
    }

    /** Writes an unsigned number in 1 to 10 bytes of 7 bits each, the least significant first (LEB128). */
    @CanIgnoreReturnValue
    public ByteWriter writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        return writeByte((int) rest);
    }

    /** Writes bytes as they are. */
    @CanIgnoreReturnValue
    public ByteWriter write(byte[] source) {
        return write(source, 0, source.length);
    }

    /** Writes part of an array. */
    @CanIgnoreReturnValue
    public ByteWriter write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Writes a length and so many bytes. */
    @CanIgnoreReturnValue
    public ByteWriter writeBlock(byte[] source) {
        return writeVarint(source.length).write(source);
    }

    /** Returns the number of bytes. */
    public int size() {
        return size;
    }

    /** Returns the CRC32C of all bytes so far. */
    public int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        return (int) crc.getValue();
    }

    /** Returns a copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Returns the bytes that a varint takes. */
    public static int varintBytes(long value) {
        return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }
}
