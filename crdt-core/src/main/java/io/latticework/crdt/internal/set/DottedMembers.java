package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DottedForm;
import io.latticework.crdt.internal.trie.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set that only grows, inside a map: each add has a dot, so that a removal of the key takes away what it saw. */
public final class DottedMembers extends DottedForm<Members> implements Members {
    /** Returns the set of a store of elements. */
    public DottedMembers(Causal causal) {
        super(causal);
    }

    @Override
    protected Members of(Causal other) {
        return new DottedMembers(other);
    }

    @Override
    public Members add(Author author, List<byte[]> elements) {
        return elements.isEmpty() ? this : of(Elements.PLAIN.add(causal(), author, elements));
    }

    @Override
    public @Nullable Node root() {
        return Elements.root(causal());
    }
}
