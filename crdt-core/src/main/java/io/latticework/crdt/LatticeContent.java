package io.latticework.crdt;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Lazily;
import io.latticework.crdt.internal.store.Stamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a birth dot: a state of a user's lattice. It grows under its dot by merging. States are compared by
 * digest, because a user's merge may return a new object where nothing is new.
 */
final class LatticeContent<S extends Crdt<S>> implements Content {
    private final CrdtType<S> type;
    private final S state;
    private final Digest digest;

    LatticeContent(CrdtType<S> type, S state) {
        this.type = type;
        this.state = state;
        this.digest = state.digest();
    }

    S state() {
        return state;
    }

    CrdtType<S> type() {
        return type;
    }

    @SuppressWarnings("unchecked") // contents of one path have one type: its name is part of the path
    private S stateOf(Content other) {
        return ((LatticeContent<S>) other).state;
    }

    @Override
    public Content join(Content other) {
        LatticeContent<S> joined = new LatticeContent<>(type, state.merge(stateOf(other)));
        return joined.digest.equals(digest) ? this : joined;
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        S delta = state.deltaFrom(stateOf(base));
        return type.same(delta, type.empty()) ? null : new LatticeContent<>(type, delta);
    }

    @Override
    public long laneA(Realm realm) {
        return realm.laneA(digest.high(), digest.low(), 0);
    }

    @Override
    public long laneB(Realm realm) {
        return realm.laneB(digest.high(), digest.low(), 0);
    }

    @Override
    public int weight() {
        return type.canonicalBytes(state).length + 5;
    }

    @Override
    public Iterable<? extends Content> split(int maxBytes) {
        Iterable<S> parts = state.split(maxBytes);
        return parts.iterator().hasNext() ? Lazily.map(parts, part -> new LatticeContent<>(type, part)) : List.of(this);
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        out.writeBlock(type.canonicalBytes(state));
    }

    @Override
    public Content in(Realm target) {
        return this;
    }
}
