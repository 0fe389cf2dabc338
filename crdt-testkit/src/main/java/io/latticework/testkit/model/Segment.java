package io.latticework.testkit.model;

import io.latticework.testkit.model.Effect.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a removal takes or leaves as a whole: the increments of one counter inside a map that one author made between two
 * times that something left it. Told from events alone, by the documented rules:
 *
 * <ul>
 *   <li>An increment goes on in the author's newest segment that its version shows, if nothing has left the author since
 *       that was opened. Else it opens a segment on the same <em>line</em>.
 *   <li>It starts a new line if the version shows no segment of the author, or shows the line in another way than the
 *       author left it: somebody removed part of it, or the version is an older one, a fork.
 *   <li>A segment that is opened on a line of which the version shows {@value #KEPT} segments takes over, or folds, the
 *       oldest of these.
 * </ul>
 *
 * @param opener the event that opened the segment
 * @param line the opener of the line's first segment
 * @param folded the opener of the segment that this one took over, {@code null} if there is none
 */
record Segment(Event opener, Event line, @Nullable Event folded) {
    /** Segments of one line that stay unfolded. */
    private static final int KEPT = 8;

    /** Returns the segment that an event goes on in or opens. */
    static Segment of(Event event) {
        List<Event> shown = isNested(event) ? shown(event) : List.of();
        if (shown.isEmpty()) {
            return new Segment(event, event, null);
        }
        Event newest = shown.get(shown.size() - 1);
        Event line = newest.segment().line();
        List<Event> onLine =
                shown.stream().filter(opener -> opener.segment().line() == line).toList();
        if (!position(onLine, event.seen()).equals(left(event, newest))) {
            return new Segment(event, event, null);
        }
        if (event.origin().exposures() == newest.origin().exposures()) {
            return newest.segment();
        }
        return new Segment(event, line, onLine.size() < KEPT ? null : onLine.get(0));
    }

    private static boolean isNested(Event event) {
        return event.effect().is(Operation.INCREMENT) && !event.effect().path().isEmpty();
    }

    /** Returns the openers of the author's segments that an event's version shows at its place, the oldest first. */
    private static List<Event> shown(Event event) {
        Set<Event> seen = event.seen();
        List<Event> openers = new ArrayList<>();
        for (Event earlier : earlier(event)) {
            boolean opens = earlier.segment().opener() == earlier
                    && earlier.effect().path().equals(event.effect().path());
            if (opens && isNested(earlier) && seen.contains(earlier) && isThere(earlier, seen)) {
                openers.add(0, earlier);
            }
        }
        return openers;
    }

    private static boolean isThere(Event opener, Set<Event> seen) {
        return opener.segment().carrier(seen) == opener && seen.stream().noneMatch(other -> other.kills(opener));
    }

    /** Returns what an event's author wrote before, the latest first. */
    private static List<Event> earlier(Event event) {
        return Stream.iterate(
                        event.origin().previous(),
                        Objects::nonNull,
                        e -> e.origin().previous())
                .toList();
    }

    /** Returns where a line stands: its segments, each with the last event of it. */
    private static Map<Event, Event> position(List<Event> openers, Set<Event> seen) {
        Map<Event, Event> position = new HashMap<>();
        for (Event opener : openers) {
            position.put(opener, opener);
            for (Event event : opener.segment().events(seen)) {
                Event last = Objects.requireNonNull(position.get(opener));
                position.put(opener, event.seen().contains(last) ? event : last);
            }
        }
        return position;
    }

    /** Returns where the author left the line of a segment; nowhere if another segment has followed it. */
    private static Map<Event, Event> left(Event event, Event newest) {
        for (Event earlier : earlier(event)) {
            if (earlier.segment().line() == newest.segment().line()) {
                if (earlier.segment().opener() != newest) {
                    return Map.of();
                }
                Set<Event> after = Event.union(earlier.seen(), Set.of(earlier));
                List<Event> onLine = Stream.concat(shown(earlier).stream(), Stream.of(newest))
                        .distinct()
                        .filter(opener ->
                                opener.segment().line() == newest.segment().line() && isThere(opener, after))
                        .toList();
                return position(onLine, after);
            }
        }
        return Map.of();
    }

    private List<Event> events(Set<Event> seen) {
        return seen.stream().filter(event -> event.segment().opener() == opener).toList();
    }

    /** Returns the opener of the segment that has the amounts of this one in a version: this one, or what took it over. */
    Event carrier(Set<Event> seen) {
        Event carrier = opener;
        for (Event next = opener; next != null; next = folder(next, seen)) {
            carrier = next;
        }
        return carrier;
    }

    private static @Nullable Event folder(Event folded, Set<Event> seen) {
        return seen.stream()
                .filter(event ->
                        event.segment().opener() == event && event.segment().folded() == folded)
                .findFirst()
                .orElse(null);
    }
}
