package io.latticework.sync.internal.recovery;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.time.HybridTimestamp;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record in a store: a piece of the keyspace, and who the replica was when it was written. Records can be joined in any
 * order, because incarnations are numbered and stamps only grow.
 *
 * @param replica the incarnation that stored it
 * @param generation which of the incarnations that this store has seen, from 1
 * @param stamp the greatest stamp that the replica's clock had given
 * @param piece a piece of the keyspace, encoded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredRecord(ReplicaId replica, long generation, HybridTimestamp stamp, byte[] piece) {
    private static final int VERSION = 1;

    /** Returns the record's bytes. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter().writeByte(VERSION);
        out.writeBlock(replica.name().getBytes(StandardCharsets.UTF_8)).writeLong(replica.incarnation());
        out.writeVarint(generation).writeVarint(stamp.packed()).writeBlock(piece);
        return out.writeInt(out.checksum()).toBytes();
    }

    /**
     * Returns the record that bytes hold, {@code null} if they are damaged: their checksum is wrong.
     *
     * @throws DecodeException if they are none of a record's, or of a later version's
     */
    static @Nullable StoredRecord decode(byte[] bytes) {
        ByteReader in;
        try {
            in = ByteReader.checked(bytes);
        } catch (DecodeException e) {
            return null;
        }
        int version = in.readByte();
        if (version != VERSION) {
            throw new DecodeException(
                    Reason.VERSION, "the record's version is " + version + ", this library reads " + VERSION);
        }
        String name = new String(in.readBlock("nameBytes", ReplicaId.MAX_NAME_BYTES), StandardCharsets.UTF_8);
        ReplicaId replica = id(in, name, in.readLong());
        long generation = in.readVarint();
        HybridTimestamp stamp = new HybridTimestamp(in.readVarint(HybridTimestamp.MAX.packed()));
        byte[] piece = in.readBlock("recordBytes", in.remaining());
        in.requireEnd();
        return new StoredRecord(replica, generation, stamp, piece);
    }

    private static ReplicaId id(ByteReader in, String name, long incarnation) {
        try {
            return ReplicaId.of(name, incarnation);
        } catch (IllegalArgumentException e) {
            throw in.malformed("The replica's name is none");
        }
    }
}
