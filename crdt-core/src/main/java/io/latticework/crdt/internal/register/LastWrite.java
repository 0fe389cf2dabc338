package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A last-writer-wins register outside of maps: the greatest write, and nothing else. */
public final class LastWrite implements Slot {
    /** Why two forms of one type do not mix. */
    public static final String FORMS_DIFFER =
            "A register inside a map and one outside do not merge: change the register that"
                    + " ORMap.update gives, and return what that gave";

    private final Realm realm;
    private final @Nullable Stamped write;

    private LastWrite(Realm realm, @Nullable Stamped write) {
        this.realm = realm;
        this.write = write;
    }

    /** Returns the register of a write, or the empty one. */
    public static LastWrite of(Realm realm, @Nullable Stamped write) {
        return new LastWrite(realm, write);
    }

    @Override
    public Realm realm() {
        return realm;
    }

    @Override
    public Slot set(Author author, byte[] value) {
        HybridTimestamp stamp = author.nextStamp(write == null ? HybridTimestamp.ZERO : write.stamp());
        return of(realm, new Stamped(stamp, author.replica(), value));
    }

    @Override
    public @Nullable Stamped winner() {
        return write;
    }

    @Override
    public Slot merge(Slot other) {
        LastWrite that = lastWrite(other);
        boolean wins = that.write != null && (write == null || that.write.compareTo(write) > 0);
        return wins ? that.in(realm) : this;
    }

    private static LastWrite lastWrite(Slot slot) {
        if (slot instanceof LastWrite register) {
            return register;
        }
        throw new IllegalArgumentException(FORMS_DIFFER);
    }

    @Override
    public Slot deltaFrom(Slot base) {
        return base.merge(this) == base ? of(realm, null) : this;
    }

    @Override
    public Digest digest() {
        if (write == null) {
            return new Digest(realm.laneA(0, 0, 2), realm.laneB(0, 0, 2));
        }
        Digest value = realm.digest(write.value());
        long writer = Realm.pack(realm.index(write.writer()), 1);
        long a = realm.dotLaneA(write.stamp().packed(), writer);
        long b = realm.dotLaneB(write.stamp().packed(), writer);
        return new Digest(realm.laneA(a, value.high(), value.low()), realm.laneB(b, value.high(), value.low()));
    }

    @Override
    public Iterable<Slot> split(int maxBytes) {
        return write == null ? List.of() : List.of(this);
    }

    @Override
    public LastWrite in(Realm target) {
        return target == realm ? this : of(target, write);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LastWrite that && (write == null ? that.write == null : write.equals(that.write));
    }

    @Override
    public int hashCode() {
        return write == null ? 0 : write.hashCode();
    }
}
