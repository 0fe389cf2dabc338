package io.latticework.testkit.model;

import static java.util.stream.Collectors.joining;

import io.latticework.testkit.model.Effect.Operation;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what the value is, given the events that a state has seen. A model for a type of your own is a lambda; this one
 * describes a set that only grows:
 *
 * <pre>{@code
 * EventModel model = seen -> seen.stream().map(event -> event.effect().argument())
 *         .distinct().sorted().collect(Collectors.joining(",", "[", "]"));
 * }</pre>
 */
@FunctionalInterface
public interface EventModel {
    /** The model that knows nothing: values are then not checked. */
    EventModel UNKNOWN = seen -> "";

    /** Returns the expected value as JSON text, written as {@code type.toJson} writes it. */
    String json(Set<Event> seen);

    /** Returns the model of a counter: the sum of the increments, such as {@code 5}. */
    static NestedModel counter() {
        return (alive, depth) -> arguments(alive, Operation.INCREMENT)
                .map(BigInteger::new)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
    }

    /** Returns the model of a set where a concurrent add wins over a removal: a sorted array. */
    static NestedModel addWinsSet() {
        return (alive, depth) ->
                arguments(alive, Operation.ADD).distinct().sorted().collect(joining(",", "[", "]"));
    }

    /** Returns the model of a register that keeps concurrent values: a sorted array. */
    static NestedModel mvRegister() {
        return (alive, depth) ->
                arguments(alive, Operation.SET).distinct().sorted().collect(joining(",", "[", "]"));
    }

    /** Returns the model of a register of which the greatest stamp, then the greatest author, wins: value or null. */
    static NestedModel lwwRegister() {
        return (alive, depth) -> alive.stream()
                .filter(event -> event.effect().is(Operation.SET))
                .max(Comparator.comparing(Event::stamp).thenComparing(Event::author))
                .map(event -> event.effect().argument())
                .orElse("null");
    }

    /** Returns the model of a set that only grows: a sorted array. */
    static NestedModel growOnlySet() {
        return addWinsSet();
    }

    /** Returns the model of a set where what was removed never comes back: a sorted array. */
    static NestedModel twoPhaseSet() {
        return (alive, depth) -> {
            Set<String> removed = arguments(alive, Operation.REMOVE_FOR_EVER).collect(Collectors.toUnmodifiableSet());
            return arguments(alive, Operation.ADD)
                    .distinct()
                    .filter(element -> !removed.contains(element))
                    .sorted()
                    .collect(joining(",", "[", "]"));
        };
    }

    /** Returns the model of a flag where a concurrent enable wins over a disable: {@code true} or {@code false}. */
    static NestedModel enableWinsFlag() {
        return (alive, depth) ->
                Boolean.toString(alive.stream().anyMatch(event -> event.effect().is(Operation.ENABLE)));
    }

    /** Returns the model of a register of the greatest number: the number or null. */
    static NestedModel maxRegister() {
        return (alive, depth) -> arguments(alive, Operation.RAISE)
                .max(Comparator.comparing(Long::valueOf))
                .orElse("null");
    }

    /** Returns the model of a register of the least number: the number or null. */
    static NestedModel minRegister() {
        return (alive, depth) -> arguments(alive, Operation.LOWER)
                .min(Comparator.comparing(Long::valueOf))
                .orElse("null");
    }

    private static Stream<String> arguments(List<Event> events, Operation operation) {
        return events.stream()
                .map(Event::effect)
                .filter(effect -> effect.is(operation))
                .map(Effect::argument);
    }
}
