package io.latticework.crdt.internal.sequence;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what living elements say. */
final class Reader {
    private Reader() {}

    /** Returns a whole text. */
    static String text(Node root) {
        List<Leaf> leaves = root.leaves();
        byte[] latin = new byte[root.visible];
        int at = 0;
        for (Leaf leaf : leaves) {
            Chars chars = (Chars) leaf.payload;
            if (!chars.isLatin()) {
                return wide(leaves, root.visible);
            }
            chars.copyTo(latin, at);
            at += chars.length();
        }
        return new String(latin, StandardCharsets.ISO_8859_1);
    }

    private static String wide(List<Leaf> leaves, int length) {
        char[] units = new char[length];
        int at = 0;
        for (Leaf leaf : leaves) {
            ((Chars) leaf.payload).copyTo(units, at);
            at += leaf.payload.length();
        }
        return new String(units);
    }

    /** Returns the text from one index to another. */
    static String text(Node root, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        Path path = new Path(root);
        int at = from;
        while (at < to) {
            int offset = path.toUnit(root, at);
            Leaf leaf = path.leaf();
            int units = leaf.unitsBefore(path.span(), offset);
            int end = Math.min(leaf.visible, units + to - at);
            text.append(leaf.payload.slice(units, end));
            at += end - units;
        }
        return text.toString();
    }

    /** Returns the unit at an index. */
    static char charAt(Node root, int index) {
        Path path = new Path(root);
        int offset = path.toUnit(root, index);
        Leaf leaf = path.leaf();
        return ((Chars) leaf.payload).charAt(leaf.unitsBefore(path.span(), offset));
    }

    /** Returns the item at an index. */
    static byte[] item(Node root, int index) {
        Path path = new Path(root);
        int offset = path.toUnit(root, index);
        Leaf leaf = path.leaf();
        return ((Items) leaf.payload).item(leaf.unitsBefore(path.span(), offset));
    }

    /** Adds the ids of living elements from one index to another. */
    static void addIds(Node root, int from, int to, Ranges ids) {
        Path path = new Path(root);
        int at = from;
        while (at < to) {
            int offset = path.toUnit(root, at);
            int end = Math.min(Span.length(path.meta()), offset + to - at);
            ids.add(Span.partId(path.id(), path.meta(), offset, end), end - offset);
            at += end - offset;
        }
    }
}
