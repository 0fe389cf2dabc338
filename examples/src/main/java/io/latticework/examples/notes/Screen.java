package io.latticework.examples.notes;

import io.latticework.crdt.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What somebody at a terminal has seen of the text. It hears of edits, and tells which lines to show. Not thread-safe. */
final class Screen {
    private final StringBuilder text = new StringBuilder();

    /** Applies edits that come from left to right, and returns what to print of them: new and changed lines, and how many went. */
    List<String> apply(List<TextEdit> edits) {
        TreeSet<Integer> touched = new TreeSet<>();
        int linesBefore = Lines.count(text);
        int ended = 0;
        for (TextEdit edit : edits) {
            int to = edit.index() + edit.deleted();
            ended += (int) text.substring(edit.index(), to)
                    .chars()
                    .filter(unit -> unit == '\n')
                    .count();
            text.replace(edit.index(), to, edit.inserted());
        }
        for (TextEdit edit : edits) {
            touch(touched, edit);
        }
        List<String> shown = new ArrayList<>();
        String whole = text.toString();
        touched.forEach(number -> shown.add(numbered(number, Lines.line(whole, number))));
        int gone = linesBefore - Lines.count(text);
        if (gone > 0 && ended > 0) {
            shown.add(gone == 1 ? "one line less" : gone + " lines less");
        }
        return shown;
    }

    private void touch(Set<Integer> touched, TextEdit edit) {
        String inserted = edit.inserted();
        int end = edit.index() + inserted.length();
        boolean wholeLines =
                inserted.isEmpty() ? startsLine(edit.index()) : inserted.endsWith("\n") && startsLine(edit.index());
        int last = wholeLines ? end - 1 : end;
        if (inserted.isEmpty() && wholeLines) {
            return;
        }
        for (int line = Lines.at(text, edit.index()); line <= Lines.at(text, last); line++) {
            if (line <= Lines.count(text)) {
                touched.add(line);
            }
        }
    }

    private boolean startsLine(int index) {
        return index == 0 || text.charAt(index - 1) == '\n';
    }

    /** Returns a line as it is shown. */
    static String numbered(int number, String line) {
        return String.format(Locale.ROOT, "%3d | %s", number, line);
    }
}
