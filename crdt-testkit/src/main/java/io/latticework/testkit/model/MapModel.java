package io.latticework.testkit.model;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The model of a map of values of several kinds, to any depth: a key is there as long as an event at or below it is
 * alive. Where two kinds live under one key, the kind that was named first is shown.
 *
 * <pre>{@code
 * MapModel model = MapModel.empty().with("counter", EventModel.counter()).with("set", EventModel.addWinsSet());
 * Effect effect = Effect.increment(2).under("\"hits\"", "counter").under("\"page\"", MapModel.MAP);
 * }</pre>
 */
public final class MapModel implements NestedModel {
    /** The kind of maps inside the map; unless {@link #with} places it, it comes after all others. */
    public static final String MAP = "map";

    private final Map<String, NestedModel> kinds;

    private MapModel(Map<String, NestedModel> kinds) {
        this.kinds = kinds;
    }

    /** Returns a model that knows only maps inside maps. */
    public static MapModel empty() {
        return new MapModel(new LinkedHashMap<>());
    }

    /** Returns a model that knows one more kind. Name the kinds in the order of their type tags, the lowest first. */
    public MapModel with(String kind, NestedModel model) {
        Map<String, NestedModel> more = new LinkedHashMap<>(kinds);
        more.put(kind, model);
        return new MapModel(more);
    }

    /** Returns a model that places maps inside the map here in the order of kinds. */
    public MapModel withMaps() {
        return with(MAP, this);
    }

    @Override
    public String render(List<Event> alive, int depth) {
        SortedMap<String, Map<String, List<Event>>> keys = new TreeMap<>();
        for (Event event : alive) {
            if (event.effect().path().size() > depth && !event.effect().mayRemove()) {
                Place place = event.effect().path().get(depth);
                keys.computeIfAbsent(place.key(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(place.kind(), kind -> new ArrayList<>())
                        .add(event);
            }
        }
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + show(entry.getValue(), depth + 1))
                .collect(joining(",", "{", "}"));
    }

    private String show(Map<String, List<Event>> byKind, int depth) {
        for (Map.Entry<String, NestedModel> kind : kinds.entrySet()) {
            List<Event> events = byKind.get(kind.getKey());
            if (events != null) {
                NestedModel model = kind.getKey().equals(MAP) ? this : kind.getValue();
                return model.render(events, depth);
            }
        }
        List<Event> maps = byKind.get(MAP);
        if (maps == null) {
            throw new IllegalArgumentException("The model knows " + kinds.keySet() + ", not " + byKind.keySet());
        }
        return render(maps, depth);
    }
}
