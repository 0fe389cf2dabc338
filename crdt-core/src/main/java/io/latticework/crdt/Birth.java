package io.latticework.crdt;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.MergeGuard;
import java.util.function.Supplier;

/**
 * The content of a birth dot: a state of a user's lattice, or several that do not merge.
 *
 * @param <S> the type of the states
 */
interface Birth<S extends Crdt<S>> extends Content {
    /** The most that a length takes. */
    int LENGTH_BYTES = 5;

    /** Returns the type of the states. */
    CrdtType<S> type();

    /**
     * Returns the state.
     *
     * @throws io.latticework.crdt.error.MergeException if there are several that do not merge
     */
    S state();

    /** Returns the digest, that of the state if there is one that was never held. */
    Digest digest();

    @Override
    default long laneA(Realm realm) {
        Digest digest = digest();
        return realm.laneA(digest.high(), digest.low(), 0);
    }

    @Override
    default long laneB(Realm realm) {
        Digest digest = digest();
        return realm.laneB(digest.high(), digest.low(), 0);
    }

    /** States name no replicas by their index in a realm. */
    @Override
    default Content in(Realm target) {
        return this;
    }

    /** Tells whether there is exactly one state. */
    boolean isSingle();

    /** Returns this content after a write that has all of its state. */
    Content with(S state);

    /** Returns a content as what it is. */
    @SuppressWarnings("unchecked") // contents of one path have one type: its name is part of the path
    static <S extends Crdt<S>> Birth<S> of(Content content) {
        return (Birth<S>) content;
    }

    /** Writes the bytes of a state. Their length is one more, because 0 says that there are several. */
    static void write(ByteWriter out, byte[] state) {
        out.writeVarint(state.length + 1L).write(state, 0, state.length);
    }

    /** Joins two contents, of which at least one has a history of states that did not merge. */
    static <S extends Crdt<S>> Content join(HeldContent<S> mine, Birth<S> theirs) {
        Content united = HeldContent.united(mine, theirs);
        if (united == mine || united == theirs || !mine.isSingle() || !theirs.isSingle()) {
            return united;
        }
        return guarded(mine.type(), () -> mine.merged(theirs), () -> united);
    }

    /** Runs a user's code; what it throws is borne by something else, if the engine wants that. */
    static <T> T guarded(CrdtType<?> type, Supplier<T> code, Supplier<T> otherwise) {
        try {
            return code.get();
        } catch (RuntimeException | StackOverflowError e) {
            if (MergeGuard.bears(type.name(), e)) {
                return otherwise.get();
            }
            throw e;
        }
    }
}
