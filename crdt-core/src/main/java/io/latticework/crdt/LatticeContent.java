package io.latticework.crdt;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Lazily;
import io.latticework.crdt.internal.store.MergeGuard;
import io.latticework.crdt.internal.store.Stamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a birth dot: a state of a user's lattice. It grows under its dot by merging. States are compared by
 * digest, because a user's merge may return a new object where nothing is new.
 */
final class LatticeContent<S extends Crdt<S>> implements Birth<S> {
    private final CrdtType<S> type;
    private final S state;
    private final Digest digest;

    LatticeContent(CrdtType<S> type, S state) {
        this.type = type;
        this.state = state;
        this.digest = state.digest();
    }

    @Override
    public S state() {
        return state;
    }

    @Override
    public CrdtType<S> type() {
        return type;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public Content with(S changed) {
        return new LatticeContent<>(type, changed);
    }

    @Override
    public Content join(Content other) {
        Birth<S> theirs = Birth.of(other);
        if (theirs instanceof HeldContent<S> held) {
            Birth<S> joined = Birth.of(Birth.join(held, this));
            return joined.digest().equals(digest) ? this : joined;
        }
        return Birth.guarded(type, () -> merged(theirs.state()), () -> HeldContent.united(this, theirs));
    }

    private Content merged(S other) {
        LatticeContent<S> joined = new LatticeContent<>(type, state.merge(other));
        return joined.digest.equals(digest) ? this : joined;
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        Birth<S> known = Birth.of(base);
        if (known instanceof HeldContent<S> held) {
            return held.has(this) ? null : this;
        }
        return digest.equals(known.digest()) ? null : news(known.state());
    }

    /** Returns what is new; all of the state, if the engine asks and the type cannot tell. */
    private @Nullable Content news(S known) {
        try {
            S delta = state.deltaFrom(known);
            return type.same(delta, type.empty()) ? null : new LatticeContent<>(type, delta);
        } catch (RuntimeException | StackOverflowError e) {
            if (MergeGuard.hears(type.name(), e)) {
                return this;
            }
            throw e;
        }
    }

    @Override
    public int weight() {
        return type.canonicalBytes(state).length + Birth.LENGTH_BYTES;
    }

    @Override
    public Iterable<? extends Content> split(int maxBytes) {
        Iterable<S> parts = state.split(maxBytes);
        return parts.iterator().hasNext() ? Lazily.map(parts, part -> new LatticeContent<>(type, part)) : List.of(this);
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        Birth.write(out, type.canonicalBytes(state));
    }
}
