package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Kernel;
import io.latticework.crdt.internal.trie.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a set that only grows is made of: encoded elements. */
public interface Members extends Kernel<Members> {
    /** Adds some encoded elements. */
    Members add(Author author, List<byte[]> elements);

    /** Returns the trie whose keys are the elements, {@code null} if there are none. */
    @Nullable
    Node root();
}
