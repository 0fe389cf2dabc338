package io.latticework.testkit.model;

import java.util.List;
import java.util.Set;

/** A model of what may live at any place of a map: it is handed the events that are alive at and below its place. */
@FunctionalInterface
public interface NestedModel extends EventModel {
    /**
     * Returns the expected value as JSON text.
     *
     * @param alive the events at and below the place that nothing has undone
     * @param depth the length of the place's path
     */
    String render(List<Event> alive, int depth);

    @Override
    default String json(Set<Event> seen) {
        return render(Event.alive(seen), 0);
    }
}
