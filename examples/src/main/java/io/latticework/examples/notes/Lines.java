package io.latticework.examples.notes;

import io.latticework.crdt.RGAText;
import io.latticework.crdt.TextEditor;

/** A text as numbered lines, each ended by a line feed, and changes of them as the smallest edits of the text. */
final class Lines {
    private static final String END = "\n";

    private Lines() {}

    /** Returns how many lines a text has. */
    static int count(CharSequence text) {
        int ends = (int) text.chars().filter(unit -> unit == '\n').count();
        boolean open = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
        return open ? ends + 1 : ends;
    }

    /** Returns the number, from 1, of the line that an index is in. */
    static int at(CharSequence text, int index) {
        return 1
                + (int) text.subSequence(0, index)
                        .chars()
                        .filter(unit -> unit == '\n')
                        .count();
    }

    /** Returns where a line starts; the end of the text if there are not so many. */
    static int start(String text, int number) {
        int start = 0;
        for (int line = 1; line < number; line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return text.length();
            }
            start = end + 1;
        }
        return start;
    }

    /** Returns a line without its end. */
    static String line(String text, int number) {
        int start = start(text, number);
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** Adds a line behind the last. */
    static void append(TextEditor editor, String line) {
        RGAText text = editor.text();
        boolean open = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
        editor.append((open ? END : "") + line + END);
    }

    /** Puts a line before another. */
    static void insert(TextEditor editor, int number, String line) {
        String text = editor.text().text();
        require(text, number);
        editor.insert(start(text, number), line + END);
    }

    /** Removes lines, the last one included. */
    static void delete(TextEditor editor, int first, int last) {
        String text = editor.text().text();
        require(text, first);
        require(text, last);
        if (last < first) {
            throw new IllegalArgumentException("Line " + last + " is before line " + first);
        }
        editor.delete(start(text, first), start(text, last + 1));
    }

    /** Changes a line where it differs, so that others may change the rest of it at the same time. */
    static void change(TextEditor editor, int number, String line) {
        String text = editor.text().text();
        require(text, number);
        String before = line(text, number);
        int same = 0;
        int most = Math.min(before.length(), line.length());
        while (same < most && before.charAt(same) == line.charAt(same)) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < most - same
                && before.charAt(before.length() - 1 - sameAtEnd) == line.charAt(line.length() - 1 - sameAtEnd)) {
            sameAtEnd++;
        }
        same -= isInPair(before, same) || isInPair(line, same) ? 1 : 0;
        sameAtEnd -= isInPair(before, before.length() - sameAtEnd) || isInPair(line, line.length() - sameAtEnd) ? 1 : 0;
        int start = start(text, number);
        editor.replace(
                start + same, start + before.length() - sameAtEnd, line.substring(same, line.length() - sameAtEnd));
    }

    private static boolean isInPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    private static void require(String text, int number) {
        if (number < 1 || number > count(text)) {
            throw new IllegalArgumentException("There is no line " + number + ", but " + count(text));
        }
    }
}
