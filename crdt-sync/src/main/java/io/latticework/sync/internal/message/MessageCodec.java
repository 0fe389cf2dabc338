package io.latticework.sync.internal.message;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Fetch;
import io.latticework.sync.internal.message.Message.Fragment;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Offer;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.Message.Rumor;
import io.latticework.sync.internal.message.Message.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes of messages: a kind, then the fields in their order. */
public final class MessageCodec {
    private static final int HELLO = 1;
    private static final int GOODBYE = 2;
    private static final int PULSE = 3;
    private static final int DELTA = 4;
    private static final int ACK = 5;
    private static final int OPEN = 6;
    private static final int TURN = 7;
    private static final int CLOSE = 8;
    private static final int FRAGMENT = 9;
    private static final int RUMOR = 10;
    private static final int DRAW = 11;
    private static final int OFFER = 12;
    private static final int FETCH = 13;
    private static final int CHUNK = 14;
    private static final int MAX_NAME_BYTES = 1024;
    private static final int MAX_HOPS = 1_000;

    private MessageCodec() {}

    /** Encodes a message. */
    public static byte[] encode(Message message) {
        ByteWriter out = new ByteWriter();
        if (message instanceof Hello hello) {
            HandshakeCodec.write(out.writeByte(HELLO), hello);
        } else if (message instanceof Goodbye goodbye) {
            HandshakeCodec.write(out.writeByte(GOODBYE), goodbye);
        } else if (message instanceof Pulse pulse) {
            writeDigest(out.writeByte(PULSE), pulse.digest());
            out.writeVarint(pulse.question())
                    .writeVarint(pulse.answer())
                    .writeVarint(pulse.seen())
                    .writeVarint(pulse.withinMillis())
                    .writeVarint(pulse.reaches().size());
            pulse.reaches().forEach(name -> writeText(out, name));
        } else if (message instanceof Delta || message instanceof Rumor || message instanceof Ack) {
            encodePush(message, out);
        } else {
            encodeSession(message, out);
        }
        return out.toBytes();
    }

    private static void encodePush(Message message, ByteWriter out) {
        if (message instanceof Delta delta) {
            out.writeByte(DELTA)
                    .writeVarint(delta.number())
                    .writeVarint(delta.part())
                    .writeVarint(delta.parts());
            out.writeBlock(delta.piece());
        } else if (message instanceof Rumor rumor) {
            out.writeByte(RUMOR).writeVarint(rumor.hops()).writeBlock(rumor.piece());
        } else if (message instanceof Ack ack) {
            out.writeByte(ACK)
                    .writeLong(ack.epoch())
                    .writeVarint(ack.seen())
                    .writeVarint(ack.numbers().size());
            ack.numbers().forEach(out::writeVarint);
        }
    }

    private static void encodeSession(Message message, ByteWriter out) {
        if (message instanceof Open open) {
            out.writeByte(OPEN);
            SessionCodec.write(out, open);
        } else if (message instanceof Turn turn) {
            out.writeByte(TURN);
            SessionCodec.write(out, turn);
        } else if (message instanceof Close close) {
            out.writeByte(CLOSE);
            SessionCodec.write(out, close);
        } else if (message instanceof Fragment fragment) {
            out.writeByte(FRAGMENT).writeVarint(fragment.number()).writeVarint(fragment.part());
            out.writeVarint(fragment.parts()).writeBlock(fragment.bytes());
        } else {
            encodeFilling(message, out);
        }
    }

    private static void encodeFilling(Message message, ByteWriter out) {
        if (message instanceof Draw draw) {
            FillingCodec.write(out.writeByte(DRAW), draw);
        } else if (message instanceof Offer offer) {
            FillingCodec.write(out.writeByte(OFFER), offer);
        } else if (message instanceof Fetch fetch) {
            FillingCodec.write(out.writeByte(FETCH), fetch);
        } else if (message instanceof Chunk chunk) {
            FillingCodec.write(out.writeByte(CHUNK), chunk);
        }
    }

    static void writeDigest(ByteWriter out, Digest digest) {
        out.writeLong(digest.high()).writeLong(digest.low());
    }

    static void writeText(ByteWriter out, String text) {
        out.writeBlock(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a message.
     *
     * @throws io.latticework.crdt.error.CrdtException if the bytes are none
     */
    public static Message decode(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        Message message = read(in, in.readByte());
        in.requireEnd();
        return message;
    }

    private static Message read(ByteReader in, int kind) {
        return switch (kind) {
            case HELLO -> HandshakeCodec.readHello(in);
            case GOODBYE -> HandshakeCodec.readGoodbye(in);
            case PULSE ->
                new Pulse(
                        readDigest(in),
                        in.readVarint(),
                        in.readVarint(),
                        in.readVarint(Dot.MAX_SEQUENCE),
                        in.readVarint(),
                        readTexts(in));
            case DELTA ->
                new Delta(
                        in.readVarint(),
                        (int) in.readVarint(Integer.MAX_VALUE),
                        (int) in.readVarint(Integer.MAX_VALUE),
                        readBlock(in));
            case RUMOR -> new Rumor((int) in.readVarint(MAX_HOPS), readBlock(in));
            case ACK -> new Ack(in.readLong(), in.readVarint(Dot.MAX_SEQUENCE), readNumbers(in));
            case OPEN -> SessionCodec.readOpen(in);
            case TURN -> SessionCodec.readTurn(in);
            case CLOSE -> SessionCodec.readClose(in);
            case FRAGMENT -> readFragment(in);
            default -> readFilling(in, kind);
        };
    }

    private static Message readFilling(ByteReader in, int kind) {
        return switch (kind) {
            case DRAW -> FillingCodec.readDraw(in);
            case OFFER -> FillingCodec.readOffer(in);
            case FETCH -> FillingCodec.readFetch(in);
            case CHUNK -> FillingCodec.readChunk(in);
            default -> throw new DecodeException(DecodeException.Reason.NOT_A_VALUE, "no message is of kind " + kind);
        };
    }

    private static Fragment readFragment(ByteReader in) {
        return new Fragment(
                in.readVarint(),
                (int) in.readVarint(Integer.MAX_VALUE),
                (int) in.readVarint(Integer.MAX_VALUE),
                readBlock(in));
    }

    static Digest readDigest(ByteReader in) {
        return new Digest(in.readLong(), in.readLong());
    }

    static byte[] readBlock(ByteReader in) {
        return in.readBlock("frameBytes", in.remaining());
    }

    static String readText(ByteReader in) {
        return new String(in.readBlock("nameBytes", MAX_NAME_BYTES), StandardCharsets.UTF_8);
    }

    private static List<String> readTexts(ByteReader in) {
        int count = in.readCount(1);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static List<Long> readNumbers(ByteReader in) {
        int count = in.readCount(1);
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(in.readVarint());
        }
        return numbers;
    }
}
