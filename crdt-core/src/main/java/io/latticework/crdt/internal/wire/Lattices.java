package io.latticework.crdt.internal.wire;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.store.Content;

/** Reads the contents of users' types. */
public interface Lattices {
    /**
     * Reads a content.
     *
     * @param type the name of the nested type, prefix included
     * @throws io.latticework.crdt.error.DecodeException if the type is not known here or its codec refuses the bytes
     */
    Content read(String type, ByteReader in);
}
