package io.latticework.testkit.semantics;

/** What is written: something that both replicas have before they part, and something new by either. */
enum What {
    SHARED("s", 1),
    ALICE("a", 10),
    BOB("b", 100);

    private final String letter;
    private final long amount;

    What(String letter, long amount) {
        this.letter = letter;
        this.amount = amount;
    }

    /** Returns it as an element, a value or a key. */
    String letter() {
        return letter;
    }

    /** Returns it as an amount or a level, so that sums show what they consist of. */
    long amount() {
        return amount;
    }

    /** Returns the letter as JSON text. */
    String json() {
        return '"' + letter + '"';
    }
}
