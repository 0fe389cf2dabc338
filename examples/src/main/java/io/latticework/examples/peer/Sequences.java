package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.causal.Author;
import java.util.List;
import java.util.function.BiFunction;

/** What is written to texts and lists, by index. */
final class Sequences {
    private final Values values;

    Sequences(Values values) {
        this.values = values;
    }

    /** Inserts a {@code text}, or elements of a list. */
    ObjectNode insert(Request request) {
        Place place = request.place();
        if (request.has("text")) {
            String more = request.text("text");
            values.resolve(place, request.optionalText("type"), List.of(Kind.TEXT));
            return length(place, Kind.TEXT, (author, text) -> text.insert(author, request.index(text.length()), more));
        }
        List<JsonNode> elements = request.values();
        values.resolve(place, request.optionalText("type"), List.of(Kind.LIST));
        return length(place, Kind.LIST, (author, list) -> list.insertAll(author, request.index(list.size()), elements));
    }

    /** Deletes {@code count} units or elements from an index on. */
    ObjectNode delete(Request request) {
        Place place = request.place();
        if (values.require(place) == Kind.TEXT) {
            return length(place, Kind.TEXT, (author, text) -> {
                int from = request.index(text.length());
                return text.delete(from, from + request.count(text.length() - from));
            });
        }
        values.resolve(place, request.optionalText("type"), List.of(Kind.TEXT, Kind.LIST));
        return length(place, Kind.LIST, (author, list) -> {
            int from = request.index(list.size());
            return list.remove(from, from + request.count(list.size() - from));
        });
    }

    private <S extends Crdt<S>> ObjectNode length(Place place, Kind<S> kind, BiFunction<Author, S, S> change) {
        try {
            return Lines.object().put("length", kind.size(values.change(place, kind, change)));
        } catch (IllegalArgumentException e) { // half of a surrogate pair
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
