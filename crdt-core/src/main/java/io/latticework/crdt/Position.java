package io.latticework.crdt;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.internal.sequence.ElementId;
import io.latticework.crdt.internal.sequence.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sequence that stays where it is while others edit: a cursor, or the end of a selection or comment. It is
 * tied to the element on one side of it. If that is deleted, the place is where the element was.
 *
 * @param element the dot of the element's writer, {@code null} for the start or end of the sequence
 * @param counter the element's number, 0 for the start or end
 * @param side on which side the element is; what is inserted right here comes on the other side of the position
 */
public record Position(@Nullable Dot element, long counter, Side side) {
    /** The place of a position whose element is not in the sequence: it did not arrive yet, or was compacted away. */
    public static final int UNKNOWN = ElementId.UNKNOWN;

    /** On which side of a position its element is. */
    public enum Side {
        /** The position stays behind its element. */
        BEFORE,
        /** The position stays before its element. */
        AFTER
    }

    static Position at(Sequence sequence, int index, Side side) {
        int element = side == Side.BEFORE ? index - 1 : index;
        if (element < 0 || element >= sequence.length()) {
            return new Position(null, 0, side);
        }
        ElementId id = sequence.elementId(element);
        return new Position(id.writer(), id.counter(), side);
    }

    int indexIn(Sequence sequence) {
        if (element == null) {
            return side == Side.BEFORE ? 0 : sequence.length();
        }
        return sequence.indexOf(new ElementId(element, counter), side == Side.BEFORE);
    }
}
