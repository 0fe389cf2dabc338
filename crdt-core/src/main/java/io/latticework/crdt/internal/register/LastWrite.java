package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.store.DottedForm;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A last-writer-wins register outside of maps: the greatest write, and nothing else. */
public final class LastWrite implements Slot {
    private static final byte[] NOTHING = {};

    private final Realm realm;
    private final HybridTimestamp stamp;
    private final @Nullable ReplicaId writer;
    private final byte[] value;

    private LastWrite(Realm realm, HybridTimestamp stamp, @Nullable ReplicaId writer, byte[] value) {
        this.realm = realm;
        this.stamp = stamp;
        this.writer = writer;
        this.value = value;
    }

    /** Returns the register before any write. */
    public static LastWrite empty(Realm realm) {
        return new LastWrite(realm, HybridTimestamp.ZERO, null, NOTHING);
    }

    /** Returns the register of a write. */
    public static LastWrite of(Realm realm, Stamped write) {
        return new LastWrite(realm, write.stamp(), write.writer(), write.value());
    }

    @Override
    public Realm realm() {
        return realm;
    }

    @Override
    public Slot set(Author author, byte[] bytes) {
        return new LastWrite(realm, author.nextStamp(stamp), author.replica(), bytes);
    }

    @Override
    public @Nullable Stamped winner() {
        return writer == null ? null : new Stamped(stamp, writer, value);
    }

    @Override
    public Slot merge(Slot other) {
        LastWrite that = lastWrite(other);
        Stamped mine = winner();
        Stamped theirs = that.winner();
        boolean wins = theirs != null && (mine == null || theirs.compareTo(mine) > 0);
        return wins ? that.in(realm) : this;
    }

    private static LastWrite lastWrite(Slot slot) {
        if (slot instanceof LastWrite register) {
            return register;
        }
        throw new IllegalArgumentException(DottedForm.FORMS_DIFFER);
    }

    @Override
    public Slot deltaFrom(Slot base) {
        return base.merge(this) == base ? empty(realm) : this;
    }

    @Override
    public Digest digest() {
        if (writer == null) {
            return new Digest(realm.laneA(0, 0, 2), realm.laneB(0, 0, 2));
        }
        Digest content = realm.digest(value);
        long dot = Realm.pack(realm.index(writer), 1);
        long a = realm.dotLaneA(stamp.packed(), dot);
        long b = realm.dotLaneB(stamp.packed(), dot);
        return new Digest(realm.laneA(a, content.high(), content.low()), realm.laneB(b, content.high(), content.low()));
    }

    @Override
    public Iterable<Slot> split(int maxBytes) {
        return writer == null ? List.of() : List.of(this);
    }

    @Override
    public LastWrite in(Realm target) {
        return target == realm ? this : new LastWrite(target, stamp, writer, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LastWrite that && Objects.equals(winner(), that.winner());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(winner());
    }
}
