package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 32 nodes of one height, with what is needed to choose among them. */
final class Inner extends Node {
    static final int MAX_KIDS = 32;

    final Node[] kids;
    final int[] sizes;
    final long[] labels;

    // checkstyle:off ParameterNumber because all of it is known to who copies a node
    private Inner(int visible, Node[] kids, int[] sizes, long[] labels, long least, boolean wide) {
        super(visible, least, labels[0], wide);
        this.kids = kids;
        this.sizes = sizes;
        this.labels = labels;
    }
    // checkstyle:on ParameterNumber

    static Inner of(Node[] kids) {
        int[] sizes = new int[kids.length];
        long[] labels = new long[kids.length];
        long least = Long.MAX_VALUE;
        boolean wide = false;
        int visible = 0;
        for (int i = 0; i < kids.length; i++) {
            sizes[i] = kids[i].visible;
            labels[i] = kids[i].label;
            least = Math.min(least, kids[i].least);
            wide |= kids[i].wide;
            visible += sizes[i];
        }
        return new Inner(visible, kids, sizes, labels, least, wide);
    }

    /** Returns this node with one kid exchanged for one of the same label. */
    Inner with(int slot, Node kid) {
        Node[] changed = kids.clone();
        int[] lengths = sizes.clone();
        changed[slot] = kid;
        lengths[slot] = kid.visible;
        int length = visible - sizes[slot] + kid.visible;
        return new Inner(length, changed, lengths, labels, Math.min(least, kid.least), wide || kid.wide);
    }

    /**
     * Returns this node with changed kids of the same labels.
     *
     * @param moreWide whether one that was changed has surrogates
     */
    Inner with(Node[] changed, int[] lengths, boolean moreWide) {
        int length = 0;
        for (int each : lengths) {
            length += each;
        }
        return new Inner(length, changed, lengths, labels, least, wide || moreWide);
    }

    /** Returns nodes with all kids, where one is exchanged for several. */
    List<Inner> with(int slot, List<? extends Node> more) {
        List<Node> all = new ArrayList<>(kids.length + more.size());
        for (int i = 0; i < kids.length; i++) {
            if (i == slot) {
                all.addAll(more);
            } else {
                all.add(kids[i]);
            }
        }
        return group(all);
    }

    /** Returns this node with one kid in the place of two side by side, of which it has the first one's label. */
    Inner joined(int slot, Node kid) {
        Node[] fewer = new Node[kids.length - 1];
        System.arraycopy(kids, 0, fewer, 0, slot);
        fewer[slot] = kid;
        System.arraycopy(kids, slot + 2, fewer, slot + 1, fewer.length - slot - 1);
        return of(fewer);
    }

    /**
     * Returns this node with another kid. If that is less than a quarter full, it is joined with its neighbour, unless both
     * together are more than three quarters full.
     */
    Inner withSparse(int slot, Inner kid) {
        int first = slot == kids.length - 1 ? slot - 1 : slot;
        if (kid.isSparse() && first >= 0) {
            Node left = first == slot ? kid : kids[first];
            Node right = first == slot ? kids[slot + 1] : kid;
            if (left.hasRoomFor(right)) {
                return joined(first, left.joined(right));
            }
        }
        return with(slot, kid);
    }

    @Override
    boolean isSparse() {
        return kids.length < MAX_KIDS / 4;
    }

    @Override
    boolean hasRoomFor(Node next) {
        return kids.length + ((Inner) next).kids.length <= MAX_KIDS / 4 * 3;
    }

    @Override
    Inner joined(Node next) {
        Node[] more = ((Inner) next).kids;
        Node[] both = Arrays.copyOf(kids, kids.length + more.length);
        System.arraycopy(more, 0, both, kids.length, more.length);
        return of(both);
    }

    /** Groups nodes evenly under as few inner nodes as possible. */
    static List<Inner> group(List<? extends Node> nodes) {
        int count = (nodes.size() + MAX_KIDS - 1) / MAX_KIDS;
        List<Inner> groups = new ArrayList<>(count);
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to = (int) ((long) nodes.size() * i / count);
            groups.add(of(nodes.subList(from, to).toArray(Node[]::new)));
            from = to;
        }
        return groups;
    }

    /** Returns the kid with the leaf of a label. */
    int slotOf(long wanted) {
        int low = 0;
        int high = labels.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (labels[middle] <= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    void addLeaves(List<Leaf> leaves) {
        for (Node kid : kids) {
            kid.addLeaves(leaves);
        }
    }
}
