package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.counter.Line;
import io.latticework.crdt.internal.counter.Totals;
import io.latticework.crdt.internal.register.LastWrite;
import io.latticework.crdt.internal.register.Stamped;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.List;

/** Bytes of the types that live without a context outside of maps: counters and last-writer-wins registers. */
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
        HybridTimestamp stamp = StoreReader.readStamp(in);
        ReplicaId writer = Replicas.readId(in);
        byte[] value = in.readBlock("elementBytes", realm.limits().elementBytes());
        in.requireEnd();
        return LastWrite.of(realm, new Stamped(stamp, writer, value));
    }
}
