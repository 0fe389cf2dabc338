package io.latticework.crdt.internal.store;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.time.HybridTimestamp;

/**
 * The stamps of one message, in the order in which they are written: each as its distance from the one before, since what
 * travels together was mostly written at about one time.
 */
public final class Stamps {
    private long last;

    /** Starts with a message. */
    public Stamps() {}

    /** Writes a stamp: 0 for none, else one more than the distance in zigzag form. */
    public void write(ByteWriter out, HybridTimestamp stamp) {
        long packed = stamp.packed();
        if (packed == 0) {
            out.writeVarint(0);
            return;
        }
        long distance = packed - last;
        last = packed;
        out.writeVarint((distance << 1 ^ distance >> 63) + 1);
    }

    /**
     * Reads a stamp.
     *
     * @throws io.latticework.crdt.error.DecodeException if it is none, or above the constant: refused by all replicas alike
     */
    public HybridTimestamp read(ByteReader in) {
        long written = in.readVarint();
        if (written == 0) {
            return HybridTimestamp.ZERO;
        }
        long zigzag = written - 1;
        long packed = last + (zigzag >>> 1 ^ -(zigzag & 1));
        if (packed <= 0 || packed > HybridTimestamp.MAX.packed()) {
            throw in.malformed("A stamp is " + Long.toUnsignedString(packed));
        }
        last = packed;
        return new HybridTimestamp(packed);
    }
}
