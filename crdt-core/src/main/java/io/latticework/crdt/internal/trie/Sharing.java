package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/** Makes a trie share the objects of another one wherever both hold the same, so that two that were built apart cost one. */
public final class Sharing {
    private final Realm realm;

    /** Returns what shares. */
    public Sharing(Realm realm) {
        this.realm = realm;
    }

    /** Returns the same trie, with subtrees and payloads of another one where they are equal. O(nodes that are not). */
    public Node share(Node node, Node other) {
        if (node.same(other)) {
            return other;
        }
        if (node instanceof Branch branch && other instanceof Branch others && branch.span == others.span) {
            return share(branch, others);
        }
        return node instanceof Leaf leaf && other instanceof Leaf others ? share(leaf, others) : node;
    }

    private Branch share(Branch branch, Branch others) {
        Branch shared = branch;
        for (int slot = 0; slot < branch.slots(); slot++) {
            Node child = branch.child(slot);
            Node other = others.child(slot);
            if (child != null && other != null) {
                Node same = share(child, other);
                shared = same == child ? shared : shared.with(slot, child, same);
            }
        }
        return shared;
    }

    private Leaf share(Leaf leaf, Leaf others) {
        @Nullable Payload @Nullable [] shared = null;
        int j = 0;
        for (int i = 0; leaf.payloads != null && others.payloads != null && i < leaf.count; i++) {
            while (j < others.count && leaf.compare(i, others, j) > 0) {
                j++;
            }
            Payload mine = leaf.payload(i);
            boolean isThere = j < others.count && leaf.compare(i, others, j) == 0 && leaf.dot(i) == others.dot(j);
            Payload theirs = isThere ? others.payload(j) : null;
            if (mine != null && theirs != null) {
                Payload same = mine.sharing(realm, leaf.hash(i), theirs);
                if (same != mine) {
                    shared = shared == null ? leaf.payloads.clone() : shared;
                    shared[i] = same;
                }
            }
        }
        return shared == null ? leaf : leaf.with(shared);
    }
}
