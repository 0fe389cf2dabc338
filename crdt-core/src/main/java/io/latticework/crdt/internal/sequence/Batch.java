package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Author;
import java.util.Arrays;
import java.util.Objects;

/**
 * Several changes of a text by one author. What is typed on, or deleted beside what was just deleted, is gathered, and becomes
 * one change when something else happens or somebody looks; the elements are those that the changes one by one would make. Not
 * thread-safe.
 */
public final class Batch {
    private static final int FIRST_LENGTH = 16;

    private final Author author;
    /** The text without what is gathered. */
    private Sequence sequence;
    /** Whether changes may be gathered. */
    private boolean plain;

    private int length;
    /** Where that begins which is gathered. */
    private int at;

    private int deleted;
    private char[] typed = new char[FIRST_LENGTH];
    private int typedLength;

    /** Starts with a text. */
    public Batch(Sequence sequence, Author author) {
        this.author = author;
        this.sequence = sequence;
        this.length = sequence.length();
        this.plain = sequence.isPlain(Tail.MOST_AT_ONCE);
    }

    /** Returns the number of elements. */
    public int length() {
        return length;
    }

    /** Returns the text with all changes. */
    public Sequence sequence() {
        if (typedLength > 0) {
            String text = String.valueOf(typed, 0, typedLength);
            typedLength = 0;
            become(sequence.insert(author, at, text));
        } else if (deleted > 0) {
            int to = at + deleted;
            deleted = 0;
            become(sequence.delete(at, to));
        }
        return sequence;
    }

    private void become(Sequence changed) {
        sequence = changed;
        plain = changed.isPlain(Tail.MOST_AT_ONCE);
    }

    /** Inserts text at an index; throws as {@link Sequence#insert} does. */
    public void insert(int index, String text) {
        if (typedLength == 0 || index != at + typedLength) {
            Sequence unused = sequence();
            at = Objects.checkIndex(index, length + 1);
        }
        int more = text.length();
        int end = typedLength + more;
        if (plain && end <= Tail.MOST_AT_ONCE && gather(text, end)) {
            typedLength = end;
        } else {
            become(sequence().insert(author, index, text));
        }
        length += more;
    }

    /** Puts text behind what was typed, unless there are halves of surrogate pairs in it. */
    private boolean gather(String text, int end) {
        if (end > typed.length) {
            typed = Arrays.copyOf(typed, 2 * end);
        }
        if (end == typedLength + 1) {
            char unit = text.charAt(0);
            typed[typedLength] = unit;
            return !Character.isSurrogate(unit);
        }
        text.getChars(0, text.length(), typed, typedLength);
        return !Surrogates.areIn(typed, typedLength, end);
    }

    /** Deletes from one index to another; throws as {@link Sequence#delete} does. */
    public void delete(int from, int to) {
        int less = to - Objects.checkFromToIndex(from, to, length);
        if (deleted == 0 || to != at && from != at) {
            Sequence unused = sequence();
        }
        if (plain) {
            deleted += less;
            at = from;
        } else {
            become(sequence.delete(from, to));
        }
        length -= less;
    }
}
