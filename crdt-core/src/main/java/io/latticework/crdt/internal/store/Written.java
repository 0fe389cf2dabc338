package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The content of a register's dot: the value's bytes and the stamp of the write. */
public final class Written implements Content {
    /** Packed, because there are as many as keys. */
    private final long stamp;

    private final byte[] value;
    private final long laneA;
    private final long laneB;

    private Written(long stamp, byte[] value, long laneA, long laneB) {
        this.stamp = stamp;
        this.value = value;
        this.laneA = laneA;
        this.laneB = laneB;
    }

    /** Returns the content of a write; the bytes are kept. */
    public static Written of(Realm realm, HybridTimestamp stamp, byte[] value) {
        Digest digest = realm.digest(value);
        long a = realm.laneA(stamp.packed(), digest.high(), digest.low());
        long b = realm.laneB(stamp.packed(), digest.high(), digest.low());
        return new Written(stamp.packed(), value, a, b);
    }

    /** Returns when it was written, {@link HybridTimestamp#ZERO} where stamps do not count. */
    public HybridTimestamp stamp() {
        return new HybridTimestamp(stamp);
    }

    /** Returns the value's bytes, not to be changed. */
    public byte[] value() {
        return value;
    }

    /** One dot has one content; should a faulty writer break that, the greater one stays, on all replicas alike. */
    @Override
    public Content join(Content other) {
        Written that = (Written) other;
        int order = stamp().compareTo(that.stamp());
        return order > 0 || order == 0 && Arrays.compareUnsigned(value, that.value) >= 0 ? this : that;
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        return base.join(this) == base ? null : this;
    }

    @Override
    public boolean grows() {
        return false;
    }

    @Override
    public long laneA(Realm realm) {
        return laneA;
    }

    @Override
    public long laneB(Realm realm) {
        return laneB;
    }

    @Override
    public int weight() {
        return value.length + 15;
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        stamps.write(out, stamp());
        out.writeBlock(value);
    }

    @Override
    public Content in(Realm target) {
        return of(target, stamp(), value);
    }
}
