package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.model.EventModel;
import java.util.function.Function;

/**
 * What a type promises beyond the laws of every type.
 *
 * @param model what the values are, {@link EventModel#UNKNOWN} if nobody says
 * @param refusesCut every beginning of its bytes is refused
 * @param refusesDamaged every single damaged byte is refused
 * @param largestItemBytes what the largest item takes as a piece of its own; 0 if the type has no own delta and split
 * @param typeIn the same type in another realm; the type itself if it has no realm
 */
record Promises<S extends Crdt<S>>(
        EventModel model,
        boolean refusesCut,
        boolean refusesDamaged,
        int largestItemBytes,
        Function<Realm, CrdtType<S>> typeIn) {
    /** Returns the promises of a type of which nothing is known. */
    static <S extends Crdt<S>> Promises<S> of(CrdtType<S> type) {
        return new Promises<>(EventModel.UNKNOWN, true, false, 0, realm -> type);
    }

    Promises<S> with(EventModel other) {
        return new Promises<>(other, refusesCut, refusesDamaged, largestItemBytes, typeIn);
    }

    Promises<S> refusing(boolean cut, boolean damaged) {
        return new Promises<>(model, cut, damaged, largestItemBytes, typeIn);
    }

    Promises<S> withLargestItemBytes(int bytes) {
        return new Promises<>(model, refusesCut, refusesDamaged, bytes, typeIn);
    }

    Promises<S> withTypeIn(Function<Realm, CrdtType<S>> other) {
        return new Promises<>(model, refusesCut, refusesDamaged, largestItemBytes, other);
    }
}
