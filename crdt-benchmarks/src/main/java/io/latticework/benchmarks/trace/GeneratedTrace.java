package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Trace.Patch;
import io.latticework.benchmarks.trace.Trace.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A session as people type: mostly on where they are, now and then back over what they typed, sometimes elsewhere. */
final class GeneratedTrace {
    private static final int HUNDRED = 100;
    private static final int MOVE_PERCENT = 4;
    private static final int ERASE_PERCENT = 30;
    private static final int LETTERS = 26;

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();
    private int cursor;

    private GeneratedTrace(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns a session of one writer, each patch a character. */
    static Trace of(int edits, long seed) {
        GeneratedTrace trace = new GeneratedTrace(seed);
        List<Transaction> transactions = new ArrayList<>(edits);
        for (int i = 0; i < edits; i++) {
            transactions.add(new Transaction(0, List.of(), List.of(trace.next())));
        }
        return new Trace(1, transactions, trace.text.toString());
    }

    private Patch next() {
        if (random.nextInt(HUNDRED) < MOVE_PERCENT) {
            cursor = random.nextInt(text.length() + 1);
        }
        if (cursor > 0 && random.nextInt(HUNDRED) < ERASE_PERCENT) {
            cursor--;
            text.deleteCharAt(cursor);
            return new Patch(cursor, 1, "");
        }
        String letter = String.valueOf((char) ('a' + random.nextInt(LETTERS)));
        text.insert(cursor, letter);
        return new Patch(cursor++, 0, letter);
    }
}
