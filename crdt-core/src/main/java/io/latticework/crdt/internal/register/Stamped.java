package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A write, in the order in which writes win: by stamp, then by replica id, then by the value's bytes.
 *
 * @param stamp when it was written
 * @param writer who wrote
 * @param value the value's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, never changed
public record Stamped(HybridTimestamp stamp, ReplicaId writer, byte[] value) implements Comparable<Stamped> {
    @Override
    public int compareTo(Stamped other) {
        int byStamp = stamp.compareTo(other.stamp);
        int byWriter = byStamp != 0 ? byStamp : writer.compareTo(other.writer);
        return byWriter != 0 ? byWriter : Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stamped that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return stamp.hashCode() * 31 + writer.hashCode();
    }

    @Override
    public String toString() {
        return stamp + " by " + writer;
    }
}
