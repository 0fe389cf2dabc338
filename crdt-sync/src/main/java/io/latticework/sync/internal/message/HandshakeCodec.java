package io.latticework.sync.internal.message;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;

/**
 * The bytes of what is said before both sides agree on a version, which are therefore the same in all versions: the head of
 * a greeting has fixed places, and its body, a block, only ever gains fields at its end.
 */
public final class HandshakeCodec {
    /** {@code LWRK}, so that nobody takes another protocol's first byte for a greeting. */
    private static final int MAGIC = 0x4C57524B;

    private static final int MAX_BODY_BYTES = 1 << 14;
    private static final int MAX_CODE = 0xFFFF;

    private HandshakeCodec() {}

    static void write(ByteWriter out, Hello hello) {
        Protocol protocol = hello.protocol();
        out.writeInt(MAGIC).writeInt(protocol.lowest() << 16 | protocol.highest());
        out.writeLong(protocol.features()).writeBlock(hello.greeting());
    }

    static Hello readHello(ByteReader in) {
        if (in.readInt() != MAGIC) {
            throw in.malformed("This is no greeting of a replica");
        }
        int versions = in.readInt();
        int lowest = versions >>> 16;
        int highest = versions & 0xFFFF;
        if (highest < lowest) {
            throw in.malformed("No versions are " + lowest + " to " + highest);
        }
        long features = in.readLong();
        return new Hello(new Protocol(lowest, highest, features), in.readBlock("greetingBytes", MAX_BODY_BYTES));
    }

    static void write(ByteWriter out, Goodbye goodbye) {
        MessageCodec.writeText(out.writeVarint(goodbye.code()), goodbye.reason());
    }

    static Goodbye readGoodbye(ByteReader in) {
        return new Goodbye((int) in.readVarint(MAX_CODE), MessageCodec.readText(in));
    }

    /** Encodes who says hello. */
    public static byte[] encode(Greeting greeting) {
        ByteWriter out = new ByteWriter().writeLong(greeting.fingerprint());
        MessageCodec.writeText(out, greeting.cluster());
        MessageCodec.writeText(out, greeting.replica().name());
        out.writeLong(greeting.replica().incarnation()).writeLong(greeting.epoch());
        MessageCodec.writeText(out.writeVarint(greeting.frameBytes()), greeting.region());
        return out.toBytes();
    }

    /**
     * Decodes who says hello; what follows the fields that this library knows is a newer one's.
     *
     * @throws io.latticework.crdt.error.CrdtException if the bytes are none
     */
    public static Greeting decode(byte[] body) {
        ByteReader in = new ByteReader(body);
        long fingerprint = in.readLong();
        String cluster = MessageCodec.readText(in);
        ReplicaId replica = readReplica(in);
        long epoch = in.readLong();
        int frameBytes = (int) in.readVarint(Integer.MAX_VALUE);
        return new Greeting(fingerprint, cluster, replica, epoch, frameBytes, MessageCodec.readText(in));
    }

    private static ReplicaId readReplica(ByteReader in) {
        String name = MessageCodec.readText(in);
        try {
            return ReplicaId.of(name, in.readLong());
        } catch (IllegalArgumentException e) {
            throw in.malformed("The replica's name is none");
        }
    }
}
