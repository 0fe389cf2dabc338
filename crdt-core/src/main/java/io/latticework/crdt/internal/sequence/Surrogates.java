package io.latticework.crdt.internal.sequence;

/** Keeps the two halves of a character beyond the first 65,536 together. */
final class Surrogates {
    private Surrogates() {}

    /** Tells whether a text has no half of a pair alone. */
    static boolean isWellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (i + 1 == length || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Tells whether there are halves of pairs from one place to another. */
    static boolean areIn(char[] units, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isSurrogate(units[i])) {
                return true;
            }
        }
        return false;
    }

    static void requireWellFormed(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException(
                    "The text has half of a surrogate pair alone; cut strings at code points");
        }
    }

    /** Checks that an index is not between the halves of a pair. */
    static void requireBoundary(Node root, int index) {
        boolean inside = root.wide && index > 0 && index < root.visible;
        if (inside && Character.isSurrogatePair(Reader.charAt(root, index - 1), Reader.charAt(root, index))) {
            throw new IllegalArgumentException(
                    "The index " + index + " is between the halves of a surrogate pair; use a boundary of code points");
        }
    }
}
