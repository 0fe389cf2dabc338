package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/** The content of a dot that says only that it is there. */
public enum Presence implements Content {
    /** There. */
    HERE;

    @Override
    public Content join(Content other) {
        return this;
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        return null;
    }

    @Override
    public boolean grows() {
        return false;
    }

    @Override
    public long laneA(Realm realm) {
        return 0;
    }

    @Override
    public long laneB(Realm realm) {
        return 0;
    }

    @Override
    public int weight() {
        return 0;
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        // nothing to say
    }

    @Override
    public Content in(Realm target) {
        return this;
    }
}
