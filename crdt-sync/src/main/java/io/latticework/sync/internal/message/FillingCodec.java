package io.latticework.sync.internal.message;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Cut;
import io.latticework.crdt.internal.store.Stretch;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Draw;
import io.latticework.sync.internal.message.Message.Fetch;
import io.latticework.sync.internal.message.Message.Offer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of what is said while a replica is filled. */
final class FillingCodec {
    private static final int MAX_PORTIONS = 1 << 16;
    private static final int MAX_FRAMES = 1 << 16;
    private static final int LAST = 1;
    private static final int BOUNDED = 2;

    private FillingCodec() {}

    static void write(ByteWriter out, Draw draw) {
        out.writeVarint(draw.draw()).writeVarint(draw.portions()).writeBlock(draw.context());
    }

    static Draw readDraw(ByteReader in) {
        return new Draw(in.readVarint(), (int) in.readVarint(MAX_PORTIONS), MessageCodec.readBlock(in));
    }

    static void write(ByteWriter out, Offer offer) {
        out.writeVarint(offer.draw()).writeBlock(offer.context());
        out.writeVarint(offer.cuts().size());
        offer.cuts().forEach(cut -> write(out, cut));
    }

    static Offer readOffer(ByteReader in) {
        long draw = in.readVarint();
        byte[] context = MessageCodec.readBlock(in);
        int count = in.readCount(1);
        List<Cut> cuts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cuts.add(readCut(in));
        }
        return new Offer(draw, context, cuts);
    }

    static void write(ByteWriter out, Fetch fetch) {
        out.writeVarint(fetch.draw()).writeVarint(fetch.fetch()).writeVarint(fetch.frames());
        write(out, fetch.stretch(), 0);
    }

    static Fetch readFetch(ByteReader in) {
        long draw = in.readVarint();
        long fetch = in.readVarint();
        int frames = (int) in.readVarint(MAX_FRAMES);
        return new Fetch(draw, fetch, readStretch(in, readFlags(in, BOUNDED)), frames);
    }

    static void write(ByteWriter out, Chunk chunk) {
        out.writeVarint(chunk.draw()).writeVarint(chunk.fetch());
        write(out, chunk.stretch(), chunk.last() ? LAST : 0);
        out.writeBlock(chunk.piece());
    }

    static Chunk readChunk(ByteReader in) {
        long draw = in.readVarint();
        long fetch = in.readVarint();
        int flags = readFlags(in, BOUNDED | LAST);
        return new Chunk(draw, fetch, readStretch(in, flags), (flags & LAST) != 0, MessageCodec.readBlock(in));
    }

    private static int readFlags(ByteReader in, int allowed) {
        int flags = in.readByte();
        if ((flags & ~allowed) != 0) {
            throw in.malformed("No stretch begins with " + flags);
        }
        return flags;
    }

    private static void write(ByteWriter out, Stretch stretch, int flags) {
        Cut to = stretch.to();
        out.writeByte(flags | (to == null ? 0 : BOUNDED));
        write(out, stretch.from());
        if (to != null) {
            write(out, to);
        }
    }

    private static Stretch readStretch(ByteReader in, int flags) {
        return new Stretch(readCut(in), (flags & BOUNDED) == 0 ? null : readCut(in));
    }

    private static void write(ByteWriter out, Cut cut) {
        SessionCodec.writeSteps(out, cut.steps());
    }

    private static Cut readCut(ByteReader in) {
        return new Cut(SessionCodec.readSteps(in));
    }
}
