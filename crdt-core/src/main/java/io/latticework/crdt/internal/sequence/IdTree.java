package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/** The blocks of one writer in a radix tree by counter: one shape for one set of blocks. Immutable. */
final class IdTree {
    static final IdTree EMPTY = new IdTree(null, 0);

    private final @Nullable IdNode root;
    private final int height;

    IdTree(@Nullable IdNode root, int height) {
        this.root = root;
        this.height = height;
    }

    @Nullable
    IdNode root() {
        return root;
    }

    int height() {
        return height;
    }

    Block block(long number) {
        if (number >= 1L << Fork.BITS * height) {
            return Block.EMPTY;
        }
        IdNode node = root;
        for (int level = height; level > 0 && node != null; level--) {
            node = ((Fork) node).kids[slot(number, level)];
        }
        return node == null ? Block.EMPTY : (Block) node;
    }

    private static int slot(long number, int level) {
        return (int) (number >>> Fork.BITS * (level - 1)) & Fork.SIZE - 1;
    }

    /** Returns a tree with another block under a number. */
    IdTree with(long number, Block block) {
        IdTree tall = this;
        while (number >= 1L << Fork.BITS * tall.height) {
            tall = tall.raised();
        }
        return new IdTree(with(tall.root, tall.height, number, block), tall.height);
    }

    private IdTree raised() {
        if (root == null) {
            return new IdTree(null, height + 1);
        }
        @Nullable IdNode[] kids = new IdNode[Fork.SIZE];
        kids[0] = root;
        return new IdTree(new Fork(kids, height + 1), height + 1);
    }

    private static IdNode with(@Nullable IdNode node, int level, long number, Block block) {
        if (level == 0) {
            return block;
        }
        @Nullable IdNode[] kids = node == null ? new IdNode[Fork.SIZE] : ((Fork) node).kids.clone();
        int slot = slot(number, level);
        kids[slot] = with(kids[slot], level - 1, number, block);
        return new Fork(kids, level);
    }

    /** Returns a tree with the same blocks whose root is at least so high. */
    IdTree atHeight(int least) {
        IdTree tall = this;
        while (tall.height < least) {
            tall = tall.raised();
        }
        return tall;
    }

    IdTree copy() {
        return new IdTree(root == null ? null : root.copy(), height);
    }
}
