package io.latticework.crdt.internal.sequence;

import java.util.List;

/** What the elements of some spans say, in the order of the document. Dead elements say nothing. Immutable. */
abstract class Payload {
    /** Returns the number of elements. */
    abstract int length();

    /** Returns the part from one place to another. */
    abstract Payload slice(int from, int to);

    /** Returns this payload with the part from one place to another exchanged. */
    abstract Payload replace(int from, int to, Payload with);

    /** Returns all payloads of a list, one after the other. */
    abstract Payload concat(List<Payload> parts, int length);

    /** Returns a payload of the same kind without elements. */
    abstract Payload none();

    /** Returns how many elements a leaf should have at most. */
    abstract int leafLength();

    /** Tells whether there may be elements that may not be parted. */
    boolean isWide() {
        return false;
    }

    /** Tells whether two elements may not be parted: a cut just before {@code at}, inside of this payload. */
    boolean isBound(int at) {
        return false;
    }

    /** Returns an upper bound of the bytes that the part from one place to another takes. */
    abstract int weight(int from, int to);
}
