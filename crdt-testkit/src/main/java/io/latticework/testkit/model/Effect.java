package io.latticework.testkit.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a mutation means, for the model: an operation with its argument, at a path inside nested maps. Arguments are JSON
 * text, as {@code type.toJson} shows them.
 *
 * @param path the places from the root to the value that is changed; empty for the root itself
 * @param operation what is done there
 * @param argument the element, value, amount or key; empty if the operation has none
 */
public record Effect(List<Place> path, Operation operation, String argument) {
    private static final Effect NONE = of(Operation.NONE, "");

    /** What can be done to a value. */
    public enum Operation {
        /** Nothing that a model could see. */
        NONE,
        /** A counter changes by an amount. */
        INCREMENT,
        /** An element is added to a set. */
        ADD,
        /** An element is removed from a set. */
        REMOVE,
        /** An element is removed from a set, so that no add ever brings it back; nothing if it was not there. */
        REMOVE_FOR_EVER,
        /** A register is set. */
        SET,
        /** A register of the greatest value is raised to a number; nothing if that is not above what it has. */
        RAISE,
        /** A register of the least value is lowered to a number; nothing if that is not below what it has. */
        LOWER,
        /** A flag is enabled. */
        ENABLE,
        /** A flag is disabled. */
        DISABLE,
        /** A key is removed from a map, with everything below it and of every kind. */
        REMOVE_KEY,
        /** All that is at a place or below it is removed: a set or map is cleared, a counter or register reset. */
        CLEAR
    }

    /** Copies the path. */
    public Effect {
        path = List.copyOf(path);
    }

    private static Effect of(Operation operation, String argument) {
        return new Effect(List.of(), operation, argument);
    }

    /** Returns the effect of a mutation that changes nothing, or of which no model is asked. */
    public static Effect none() {
        return NONE;
    }

    /** Returns the effect of adding to a counter; the amount may be negative. */
    public static Effect increment(long amount) {
        return of(Operation.INCREMENT, Long.toString(amount));
    }

    /** Returns the effect of adding an element to a set. */
    public static Effect add(String elementJson) {
        return of(Operation.ADD, elementJson);
    }

    /** Returns the effect of removing an element from a set. */
    public static Effect remove(String elementJson) {
        return of(Operation.REMOVE, elementJson);
    }

    /** Returns the effect of removing an element from a set for ever. */
    public static Effect removeForEver(String elementJson) {
        return of(Operation.REMOVE_FOR_EVER, elementJson);
    }

    /** Returns the effect of raising a register of the greatest value. */
    public static Effect raise(long value) {
        return of(Operation.RAISE, Long.toString(value));
    }

    /** Returns the effect of lowering a register of the least value. */
    public static Effect lower(long value) {
        return of(Operation.LOWER, Long.toString(value));
    }

    /** Returns the effect of enabling a flag. */
    public static Effect enable() {
        return of(Operation.ENABLE, "");
    }

    /** Returns the effect of disabling a flag. */
    public static Effect disable() {
        return of(Operation.DISABLE, "");
    }

    /** Returns the effect of setting a register. */
    public static Effect set(String valueJson) {
        return of(Operation.SET, valueJson);
    }

    /** Returns the effect of removing a key from a map. */
    public static Effect removeKey(String keyJson) {
        return of(Operation.REMOVE_KEY, keyJson);
    }

    /** Returns the effect of removing everything: clearing a set or map, resetting a counter or register. */
    public static Effect clear() {
        return of(Operation.CLEAR, "");
    }

    /** Returns this effect inside a map: at the value of a kind that lives under a key. The outermost map comes last. */
    public Effect under(String keyJson, String kind) {
        List<Place> longer = new ArrayList<>(path.size() + 1);
        longer.add(new Place(keyJson, kind));
        longer.addAll(path);
        return new Effect(longer, operation, argument);
    }

    /** Tells whether this effect undoes another that its writer had seen. */
    public boolean overrides(Effect earlier) {
        return switch (operation) {
            case NONE, INCREMENT, REMOVE_FOR_EVER, RAISE, LOWER, ENABLE -> false;
            case DISABLE -> earlier.is(Operation.ENABLE) && here(earlier);
            case ADD, REMOVE -> earlier.is(Operation.ADD) && here(earlier) && argument.equals(earlier.argument);
            case SET -> earlier.is(Operation.SET) && here(earlier);
            case REMOVE_KEY ->
                below(earlier) && argument.equals(earlier.path.get(path.size()).key());
            case CLEAR -> here(earlier) || below(earlier);
        };
    }

    /**
     * Tells whether the effect takes something away and leaves nothing, or nothing is known of it. Removing for ever does
     * not: it leaves a tombstone. Disabling a flag leaves it disabled.
     */
    public boolean mayRemove() {
        return switch (operation) {
            case INCREMENT, ADD, REMOVE_FOR_EVER, SET, RAISE, LOWER, ENABLE, DISABLE -> false;
            case NONE, REMOVE, REMOVE_KEY, CLEAR -> true;
        };
    }

    /** Tells whether this effect changes nothing where some others are alive. */
    boolean isVoidAmong(List<Effect> alive) {
        return switch (operation) {
            case RAISE -> alive.stream().anyMatch(other -> sameAs(other) && other.number() >= number());
            case LOWER -> alive.stream().anyMatch(other -> sameAs(other) && other.number() <= number());
            case ADD -> alive.contains(new Effect(path, Operation.REMOVE_FOR_EVER, argument));
            case REMOVE_FOR_EVER -> alive.contains(this) || !alive.contains(new Effect(path, Operation.ADD, argument));
            default -> false;
        };
    }

    /** Tells whether this effect changes something depends on another. */
    boolean dependsOn(Effect other) {
        boolean ofTombstones = is(Operation.REMOVE_FOR_EVER) || other.is(Operation.REMOVE_FOR_EVER);
        return here(other) && (ofTombstones || sameAs(other) && (is(Operation.RAISE) || is(Operation.LOWER)));
    }

    private boolean sameAs(Effect other) {
        return operation == other.operation && here(other);
    }

    private long number() {
        return Long.parseLong(argument);
    }

    /** Tells whether the operation is a given one. */
    public boolean is(Operation other) {
        return operation == other;
    }

    private boolean here(Effect earlier) {
        return path.equals(earlier.path);
    }

    private boolean below(Effect earlier) {
        return earlier.path.size() > path.size()
                && earlier.path.subList(0, path.size()).equals(path);
    }
}
