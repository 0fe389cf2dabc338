package io.latticework.crdt.internal.store;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.time.HybridTimestamp;

/**
 * The stamps of one message, in the order in which they are written: each as its distance from the one before, since what
 * travels together was mostly written at about one time.
 */
public final class Stamps {
    private long lastMillis;

    /** Starts with a message. */
    public Stamps() {}

    /** Writes a stamp: 0 for none, else one more than the distance in milliseconds in zigzag form, and the logical part. */
    public void write(ByteWriter out, HybridTimestamp stamp) {
        if (stamp.packed() == 0) {
            out.writeVarint(0);
            return;
        }
        long distance = stamp.millis() - lastMillis;
        lastMillis = stamp.millis();
        out.writeVarint((distance << 1 ^ distance >> 63) + 1).writeVarint(stamp.logical());
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
        long millis = lastMillis + (zigzag >>> 1 ^ -(zigzag & 1));
        long logical = in.readVarint(HybridTimestamp.MAX.logical());
        if (millis < 0 || millis > HybridTimestamp.MAX.millis() || millis == 0 && logical == 0) {
            throw in.malformed("A stamp is of millisecond " + millis);
        }
        lastMillis = millis;
        return HybridTimestamp.of(millis, (int) logical);
    }
}
