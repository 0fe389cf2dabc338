package io.latticework.testkit.model;

import static java.util.stream.Collectors.joining;

import io.latticework.testkit.model.Effect.Operation;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /**
     * Returns the model of a two-phase set: what was removed never comes back. Removing an element that the writer did
     * not see has no effect.
     */
    static EventModel twoPhaseSet() {
        return seen -> {
            Predicate<String> removed = element -> seen.stream()
                    .anyMatch(event -> event.effect().equals(Effect.remove(element))
                            && event.seen().stream().anyMatch(e -> e.effect().equals(Effect.add(element))));
            return arguments(List.copyOf(seen), Operation.ADD)
                    .distinct()
                    .filter(removed.negate())
                    .sorted()
                    .collect(joining(",", "[", "]"));
        };
    }

    private static Stream<String> arguments(List<Event> events, Operation operation) {
        return events.stream()
                .map(Event::effect)
                .filter(effect -> effect.is(operation))
                .map(Effect::argument);
    }
}
