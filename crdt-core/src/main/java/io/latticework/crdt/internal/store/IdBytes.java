package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A replica id in bytes: the name as a block of UTF-8, and the incarnation. */
public final class IdBytes {
    private IdBytes() {}

    /** Writes a replica id. */
    public static void write(ByteWriter out, ReplicaId id) {
        out.writeBlock(id.name().getBytes(StandardCharsets.UTF_8)).writeLong(id.incarnation());
    }

    /** Reads a replica id. */
    public static ReplicaId read(ByteReader in) {
        byte[] utf8 = in.readBlock("replicaNameBytes", ReplicaId.MAX_NAME_BYTES);
        String name = new String(utf8, StandardCharsets.UTF_8);
        if (!Arrays.equals(name.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw in.malformed("A replica name is not UTF-8");
        }
        try {
            return ReplicaId.of(name, in.readLong());
        } catch (IllegalArgumentException e) {
            throw in.malformed("A replica name is not one: " + e.getMessage());
        }
    }
}
