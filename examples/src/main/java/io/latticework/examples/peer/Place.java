package io.latticework.examples.peer;

import java.util.List;

/**
 * Where a value is.
 *
 * @param key the key
 * @param path the fields that lead to it inside of the key's map, none for the key's own value
 */
record Place(String key, List<String> path) {
    Place {
        path = List.copyOf(path);
    }

    boolean isKey() {
        return path.isEmpty();
    }

    /** Returns the map around it. */
    Place around() {
        return new Place(key, path.subList(0, path.size() - 1));
    }

    String field() {
        return path.get(path.size() - 1);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? "key " + key : "field " + String.join("/", path) + " of key " + key;
    }
}
