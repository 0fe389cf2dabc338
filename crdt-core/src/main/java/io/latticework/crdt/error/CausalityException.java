package io.latticework.crdt.error;

/**
 * A rule of causality would be broken: a dot minted twice, a sequence used up, a nested value put under a second path.
 * It points at a defect in how an author or a value is used, such as one replica id used by two authors.
 */
public final class CausalityException extends CrdtException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports the broken rule.
     *
     * @param message what was met, which rule it breaks and the remedy
     */
    public CausalityException(String message) {
        super(message);
    }
}
