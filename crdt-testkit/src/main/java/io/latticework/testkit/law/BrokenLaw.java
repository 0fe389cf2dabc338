package io.latticework.testkit.law;

import org.jspecify.annotations.Nullable;

/** A type breaks a law. The message names the law, what was found and the operands as JSON and as bytes. */
public final class BrokenLaw extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Law law;

    /**
     * Reports a broken law.
     *
     * @param law the law
     * @param found what was found, with the operands
     * @param cause what was thrown, if anything
     */
    public BrokenLaw(Law law, String found, @Nullable Throwable cause) {
        super("Broken law " + law + ": " + law.sentence() + "\n" + found, cause);
        this.law = law;
    }

    private BrokenLaw(BrokenLaw broken, String circumstances) {
        super(broken.getMessage() + "\n" + circumstances, broken.getCause());
        this.law = broken.law;
        setStackTrace(broken.getStackTrace());
    }

    /** Returns the law. */
    public Law law() {
        return law;
    }

    /** Returns the same failure with the circumstances that replay it added to the message. */
    public BrokenLaw in(String circumstances) {
        return new BrokenLaw(this, circumstances);
    }
}
