package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.trie.Payload;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a dot says. A dot has one content for ever; where it grows (a counter segment, a user's lattice under its birth
 * dot), it grows along a lattice.
 */
public interface Content extends Payload {
    /** Returns the least upper bound, {@code this} if the other brings nothing new. */
    Content join(Content other);

    /** Returns what brings {@code base} up to this content, {@code null} if nothing does. */
    @Nullable
    Content deltaFrom(Content base);

    @Override
    default long dots() {
        return 1;
    }

    @Override
    default long laneA(Realm realm, long path, long dot) {
        return realm.laneA(realm.dotLaneA(path, dot), laneA(realm), laneB(realm));
    }

    @Override
    default long laneB(Realm realm, long path, long dot) {
        return realm.laneB(realm.dotLaneB(path, dot), laneA(realm), laneB(realm));
    }

    @Override
    default boolean same(Realm realm, long path, Payload other) {
        return this == other
                || other instanceof Content that
                        && laneA(realm) == that.laneA(realm)
                        && laneB(realm) == that.laneB(realm);
    }

    /** Tells whether the content may become more under its dot; if not, who has seen the dot knows what it said. */
    default boolean grows() {
        return true;
    }

    /** Returns the first digest lane. */
    long laneA(Realm realm);

    /** Returns the second digest lane. */
    long laneB(Realm realm);

    /** Returns an upper bound of the encoded bytes. */
    int weight();

    /** Returns contents of about at most {@code maxBytes} whose join is this one. */
    default Iterable<? extends Content> split(int maxBytes) {
        return List.of(this);
    }

    /**
     * Says the same under dots of another author, as if that one had written it now.
     *
     * @param mint gives the sequence number of the next dot
     * @param written takes each dot's sequence number and content
     */
    default void renew(LongSupplier mint, Renewed written) {
        written.accept(mint.getAsLong(), this);
    }

    /** Takes what is said anew. */
    interface Renewed {
        /** Takes a dot's sequence number and its content. */
        void accept(long sequence, Content content);
    }

    /** Writes the content's canonical bytes. */
    void writeTo(ByteWriter out, Stamps stamps);

    /** Returns the same content for another realm. */
    Content in(Realm target);
}
