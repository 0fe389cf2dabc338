package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What surrounds every value: two magic bytes, the format's version, 32 bits of the seed's fingerprint and the type's
 * name in front, a CRC32C behind.
 */
public final class Envelope {
    private static final int MAGIC = 0x4C57;
    private static final int VERSION = 1;
    private static final int MAX_TYPE_BYTES = 255;
    private static final int TYPE_OFFSET = 7;

    private Envelope() {}

    /** Starts a value. */
    public static ByteWriter open(Realm realm, String type) {
        return new ByteWriter()
                .writeByte(MAGIC >>> 8)
                .writeByte(MAGIC & 0xFF)
                .writeByte(VERSION)
                .writeInt((int) realm.fingerprint())
                .writeBlock(type.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends a value. */
    public static byte[] close(ByteWriter out) {
        return out.writeInt(out.checksum()).toBytes();
    }

    /** Tells whether bytes claim to hold a value of a type; everything else is yet to be checked. */
    public static boolean claims(byte[] bytes, String type) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        int start = TYPE_OFFSET + 1;
        int end = start + name.length;
        return bytes.length >= end
                && bytes[TYPE_OFFSET] == name.length
                && Arrays.equals(bytes, start, end, name, 0, name.length);
    }

    /** Returns a reader of what is inside of a value, of which nothing is checked. */
    static ByteReader skip(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.skip(TYPE_OFFSET);
        in.skip(in.readCount(1));
        return in;
    }

    /** Checks what surrounds a value and returns a reader of what is inside. */
    public static ByteReader open(byte[] bytes, Realm realm, String type) {
        if (bytes.length < 2 || (bytes[0] & 0xFF) != MAGIC >>> 8 || (bytes[1] & 0xFF) != (MAGIC & 0xFF)) {
            throw new DecodeException(Reason.NOT_A_VALUE, "the bytes do not start as an encoded value does");
        }
        ByteReader in = ByteReader.checked(bytes);
        int start = in.readByte() << 8 | in.readByte();
        int version = in.readByte();
        if (start != MAGIC || version != VERSION) {
            throw new DecodeException(
                    Reason.VERSION, "the format's version is " + version + ", this library reads " + VERSION);
        }
        if (in.readInt() != (int) realm.fingerprint()) {
            throw new DecodeException(
                    Reason.SEED, "the value was written under another hash seed; give all replicas the same one");
        }
        String found = new String(in.readBlock("typeBytes", MAX_TYPE_BYTES), StandardCharsets.UTF_8);
        if (!found.equals(type)) {
            throw new DecodeException(
                    Reason.WRONG_TYPE, "the bytes hold a value of type " + Shape.printable(found) + ", not " + type);
        }
        return in;
    }
}
