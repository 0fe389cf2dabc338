package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;

/** Bytes of sequences. */
public final class SequenceCodec {
    private SequenceCodec() {}

    /** Encodes a sequence. */
    public static byte[] encode(Sequence sequence, String type) {
        ByteWriter out = Envelope.open(sequence.realm(), type);
        sequence.writeTo(out);
        return Envelope.close(out);
    }

    /** Decodes a sequence. */
    public static Sequence decode(byte[] bytes, Realm realm, String type, Medium medium) {
        return readBody(Envelope.open(bytes, realm, type), realm, medium);
    }

    /** Reads a sequence, to which all that a reader has belongs. */
    static Sequence readBody(ByteReader in, Realm realm, Medium medium) {
        Sequence sequence = Sequence.read(in, realm, medium);
        in.requireEnd();
        return sequence;
    }
}
