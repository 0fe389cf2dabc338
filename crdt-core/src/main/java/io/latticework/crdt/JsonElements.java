package io.latticework.crdt;

import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.JsonException;
import java.util.ArrayList;
import java.util.List;

/** Elements read from a JSON array. */
final class JsonElements {
    private JsonElements() {}

    static <E> List<E> of(JsonValue json, ValueCodec<E> codec) {
        List<JsonValue> array = json.asArray();
        List<E> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            try {
                elements.add(codec.fromJson(array.get(i)));
            } catch (JsonException e) {
                throw e.within("[" + i + "]");
            }
        }
        return elements;
    }
}
