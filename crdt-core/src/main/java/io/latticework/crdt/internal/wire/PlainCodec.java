package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.counter.Line;
import io.latticework.crdt.internal.counter.Totals;
import io.latticework.crdt.internal.register.LastWrite;
import io.latticework.crdt.internal.register.PlainExtreme;
import io.latticework.crdt.internal.register.Stamped;
import io.latticework.crdt.internal.set.PlainMembers;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of the types that live without a context outside of maps. */
public final class PlainCodec {
    private PlainCodec() {}

    /**
     * Encodes a counter: the replicas, the number of lines, and for each its dot and totals.
     *
     * @param decrements whether the type knows decrements
     */
    public static byte[] encode(Totals totals, String type, boolean decrements) {
        ByteWriter out = Envelope.open(totals.realm(), type);
        Replicas replicas = Replicas.of(totals.starts());
        replicas.writeTo(out);
        List<long[]> lines = new ArrayList<>();
        for (Line line : totals.lines()) {
            lines.add(new long[] {replicas.toWire(line.dot()), line.up(), line.down()});
        }
        lines.sort((left, right) -> Long.compare(left[0], right[0]));
        out.writeVarint(lines.size());
        for (long[] line : lines) {
            replicas.writeDot(out, line[0]);
            out.writeVarint(line[1]);
            if (decrements) {
                out.writeVarint(line[2]);
            }
        }
        return Envelope.close(out);
    }

    /** Decodes a counter. */
    public static Totals decodeTotals(byte[] bytes, Realm realm, String type, boolean decrements) {
        ByteReader in = Envelope.open(bytes, realm, type);
        Replicas replicas = Replicas.read(in, realm);
        int count = in.readCount(3);
        List<Line> lines = new ArrayList<>(count);
        long previous = -1;
        for (int i = 0; i < count; i++) {
            long wireDot = replicas.readDot(in);
            if (wireDot <= previous) {
                throw in.malformed("Lines are not in ascending order");
            }
            long up = in.readVarint(Long.MAX_VALUE);
            long down = decrements ? in.readVarint(Long.MAX_VALUE) : 0;
            if (up == 0 && down == 0) {
                throw in.malformed("A line is empty");
            }
            lines.add(new Line(replicas.fromWire(wireDot), up, down));
            previous = wireDot;
        }
        in.requireEnd();
        return Totals.ofUnordered(realm, lines);
    }

    /** Encodes a set that only grows: the number of elements, and each in the order of tries. */
    public static byte[] encode(PlainMembers set, String type) {
        ByteWriter out = Envelope.open(set.realm(), type);
        out.writeVarint(set.size());
        if (set.root() != null) {
            set.root().forEach(entry -> out.writeBlock(entry.key()));
        }
        return Envelope.close(out);
    }

    /** Decodes a set that only grows. */
    public static PlainMembers decodeMembers(byte[] bytes, Realm realm, String type) {
        ByteReader in = Envelope.open(bytes, realm, type);
        int count = in.readCount(1);
        List<byte[]> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] element = in.readBlock("elementBytes", realm.limits().elementBytes());
            if (i > 0 && PlainMembers.compare(realm, elements.get(i - 1), element) >= 0) {
                throw in.malformed("Elements are not in ascending order of their hashes");
            }
            elements.add(element);
        }
        in.requireEnd();
        return PlainMembers.of(realm, elements);
    }

    /** Encodes a register of the greatest or least value: nothing, or 1 and the value. */
    public static byte[] encode(PlainExtreme register, String type) {
        ByteWriter out = Envelope.open(register.realm(), type);
        byte[] value = register.furthest();
        out.writeByte(value == null ? 0 : 1);
        if (value != null) {
            out.writeBlock(value);
        }
        return Envelope.close(out);
    }

    /** Decodes the value of a register of the greatest or least value, {@code null} if there is none. */
    public static byte @Nullable [] decodeValue(byte[] bytes, Realm realm, String type) {
        ByteReader in = Envelope.open(bytes, realm, type);
        byte[] value = in.readVarint(1) == 0
                ? null
                : in.readBlock("elementBytes", realm.limits().elementBytes());
        in.requireEnd();
        return value;
    }

    /** Encodes a register: nothing, or 1, the stamp, who wrote, and the value. */
    public static byte[] encode(LastWrite register, String type) {
        ByteWriter out = Envelope.open(register.realm(), type);
        Stamped write = register.winner();
        out.writeByte(write == null ? 0 : 1);
        if (write != null) {
            out.writeVarint(write.stamp().packed());
            Replicas.writeId(out, write.writer());
            out.writeBlock(write.value());
        }
        return Envelope.close(out);
    }

    /** Decodes a register. */
    public static LastWrite decodeLastWrite(byte[] bytes, Realm realm, String type) {
        ByteReader in = Envelope.open(bytes, realm, type);
        if (in.readVarint(1) == 0) {
            in.requireEnd();
            return LastWrite.empty(realm);
        }
        HybridTimestamp stamp = readStamp(in);
        ReplicaId writer = Replicas.readId(in);
        byte[] value = in.readBlock("elementBytes", realm.limits().elementBytes());
        in.requireEnd();
        return LastWrite.of(realm, new Stamped(stamp, writer, value));
    }

    /** Reads a stamp; one above the constant is refused by all replicas alike. */
    private static HybridTimestamp readStamp(ByteReader in) {
        return new HybridTimestamp(in.readVarint(HybridTimestamp.MAX.packed()));
    }
}
