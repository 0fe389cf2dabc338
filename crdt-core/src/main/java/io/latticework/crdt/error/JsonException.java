package io.latticework.crdt.error;

import org.jspecify.annotations.Nullable;

/** JSON text from which no value can be made. Nothing is imported in part. */
public final class JsonException extends CrdtException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String path;
    private final String problem;

    /** Why JSON is refused; the names are stable and fit for metrics. */
    public enum Reason {
        /** The text is no JSON. */
        MALFORMED,
        /** The text is longer, deeper nested or has longer numbers than is allowed. */
        TOO_LARGE,
        /** The JSON is of another kind than the type asks for, or outside of what it can hold. */
        WRONG_SHAPE,
        /** A type is named that is not known here. */
        UNKNOWN_TYPE,
        /** The type, or the codec of its elements, does not read JSON. */
        UNSUPPORTED
    }

    /**
     * Reports JSON that is refused.
     *
     * @param reason the stable reason
     * @param problem what was met, what was expected and, where there is one, the remedy
     */
    public JsonException(Reason reason, String problem) {
        this(reason, "$", problem, null);
    }

    /**
     * Reports JSON that is refused because of another failure.
     *
     * @param reason the stable reason
     * @param problem what was met, what was expected and, where there is one, the remedy
     * @param cause the failure below
     */
    public JsonException(Reason reason, String problem, Throwable cause) {
        this(reason, "$", problem, cause);
    }

    private JsonException(Reason reason, String path, String problem, @Nullable Throwable cause) {
        super(reason + " at " + path + ": " + problem, cause);
        this.reason = reason;
        this.path = path;
        this.problem = problem;
    }

    /** Returns the same failure, told from outside: it was met in a member or element of a larger value. */
    public JsonException within(String step) {
        JsonException outer = new JsonException(reason, "$" + step + path.substring(1), problem, getCause());
        outer.setStackTrace(getStackTrace());
        return outer;
    }

    /** Returns the stable reason. */
    public Reason reason() {
        return reason;
    }

    /** Returns where in the JSON the failure is, such as {@code $.cart.apples}; {@code $} is the whole of it. */
    public String path() {
        return path;
    }
}
