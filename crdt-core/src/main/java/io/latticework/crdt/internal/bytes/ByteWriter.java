package io.latticework.crdt.internal.bytes;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A growing array of bytes. */
public final class ByteWriter {
    private static final int SLACK = 64;
    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes;
    private int size;

    /** Starts without bytes. */
    public ByteWriter() {
        this(SLACK);
    }

    /**
     * Starts without bytes.
     *
     * @param expected how many bytes to expect; more are fine
     */
    public ByteWriter(int expected) {
        this.bytes = new byte[expected];
    }

    private void reserve(int more) {
        if (size + more < 0) {
            throw new OutOfMemoryError("An encoded value has at most 2^31 - 1 bytes");
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity(size + more));
        }
    }

    /** Twice as much, or, for a large part at once, little more than needed. */
    private int capacity(int needed) {
        long wanted = Math.max(needed + (long) SLACK, bytes.length * 2L);
        return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, wanted));
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
        reserve(MAX_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
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

    /** Leaves room for so many bytes, which {@link #set} writes, and returns where it starts. */
    public int room(int length) {
        reserve(length);
        size += length;
        return size - length;
    }

    /** Writes one byte to a place that there is room for. */
    public void setByte(int place, int value) {
        bytes[place] = (byte) value;
    }

    /** Writes part of an array to a place that there is room for. */
    public void set(int place, byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, place, length);
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

    /** Returns the array that is written to, until more is written. */
    public byte[] array() {
        return bytes;
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
