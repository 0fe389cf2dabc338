package io.latticework.testkit.sim;

/** A check has found something wrong, which ends the run. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which check. */
    private final String check;

    Violation(String check, String message) {
        super(message);
        this.check = check;
    }

    /** Reports a failed check, if it failed. */
    static void unless(boolean right, String check, String message) {
        if (!right) {
            throw new Violation(check, message);
        }
    }

    /** Returns which check. */
    String check() {
        return check;
    }
}
