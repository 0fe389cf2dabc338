package io.latticework.crdt.internal.sequence;

/** A node of the document's tree under change, see {@link OpenTree}. */
abstract class OpenNode {
    /** Returns the node as it is now, immutable, and tells a draft of elements that came into another leaf. */
    abstract Node close(Draft draft);
}
