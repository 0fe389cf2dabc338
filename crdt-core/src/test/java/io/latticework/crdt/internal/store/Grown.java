package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/** A content that grows under its dot: the greater version is the join. */
record Grown(int version) implements Content {
    @Override
    public Content join(Content other) {
        return ((Grown) other).version > version ? other : this;
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        return version > ((Grown) base).version ? this : null;
    }

    @Override
    public long laneA(Realm realm) {
        return realm.laneA(version, 1, 1);
    }

    @Override
    public long laneB(Realm realm) {
        return realm.laneB(version, 1, 1);
    }

    @Override
    public int weight() {
        return 5;
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        out.writeVarint(version);
    }

    @Override
    public Content in(Realm target) {
        return this;
    }
}
