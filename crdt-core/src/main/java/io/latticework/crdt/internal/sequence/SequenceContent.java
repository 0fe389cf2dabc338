package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Lazily;
import io.latticework.crdt.internal.store.Stamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a birth dot: a sequence, which grows under its dot by its own deltas. */
public record SequenceContent(Sequence sequence) implements Content {
    private static final int LENGTH_BYTES = 5;

    @Override
    public Content join(Content other) {
        Sequence joined = sequence.merge(((SequenceContent) other).sequence);
        return joined == sequence ? this : new SequenceContent(joined);
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        Sequence delta = sequence.deltaFrom(((SequenceContent) base).sequence);
        return delta.isBottom() ? null : new SequenceContent(delta);
    }

    @Override
    public long laneA(Realm realm) {
        Digest digest = sequence.digest();
        return realm.laneA(digest.high(), digest.low(), 1);
    }

    @Override
    public long laneB(Realm realm) {
        Digest digest = sequence.digest();
        return realm.laneB(digest.high(), digest.low(), 1);
    }

    @Override
    public int weight() {
        return sequence.weight() + LENGTH_BYTES;
    }

    @Override
    public Iterable<? extends Content> split(int maxBytes) {
        Iterable<Sequence> pieces = sequence.split(Math.max(1, maxBytes - LENGTH_BYTES));
        return pieces.iterator().hasNext() ? Lazily.map(pieces, SequenceContent::new) : List.of(this);
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        ByteWriter body = new ByteWriter();
        sequence.writeTo(body);
        out.writeBlock(body.toBytes());
    }

    @Override
    public Content in(Realm target) {
        return new SequenceContent(sequence.in(target));
    }
}
