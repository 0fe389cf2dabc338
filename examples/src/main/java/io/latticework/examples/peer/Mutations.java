package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.causal.Author;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The operations that write. Each may ask for others to confirm the write; the answer then comes when they have. */
final class Mutations {
    private static final List<Kind<?>> COUNTERS = List.of(Kind.PNCOUNTER, Kind.GCOUNTER);
    private static final List<Kind<?>> SETS = List.of(Kind.ORSET, Kind.GSET, Kind.TWO_PHASE);
    private static final List<Kind<?>> SHRINKING_SETS = List.of(Kind.ORSET, Kind.TWO_PHASE);
    private static final List<Kind<?>> REGISTERS = List.of(Kind.LWW, Kind.MV, Kind.MAX, Kind.MIN);
    private static final List<Kind<?>> FIELD_REGISTERS = List.of(Kind.LWW);

    private final Values values;
    private final Sequences sequences;

    Mutations(Values values) {
        this.values = values;
        this.sequences = new Sequences(values);
    }

    Map<String, Operation> operations() {
        return Map.ofEntries(
                entry("create", this::create),
                entry("inc", request -> count(request, false)),
                entry("dec", request -> count(request, true)),
                entry("add", this::add),
                entry("remove", this::remove),
                entry("set", this::set),
                entry("put", this::put),
                entry("unput", this::unput),
                entry("delete", this::delete),
                entry("insert", sequences::insert),
                entry("enable", request -> flag(request, true)),
                entry("disable", request -> flag(request, false)));
    }

    private Map.Entry<String, Operation> entry(String op, Function<Request, ObjectNode> write) {
        return Map.entry(op, request -> {
            Optional<WriteConcern> concern = request.concern();
            ObjectNode fields = write.apply(request);
            return concern.isEmpty()
                    ? CompletableFuture.completedFuture(fields)
                    : confirmed(request, fields, concern.get());
        });
    }

    private CompletionStage<ObjectNode> confirmed(Request request, ObjectNode fields, WriteConcern concern) {
        return values.confirm(request.key(), concern).thenApply(result -> confirmed(fields, result));
    }

    private static ObjectNode confirmed(ObjectNode fields, WriteResult result) {
        fields.set("acks", Lines.array(new TreeSet<>(result.members())));
        if (!result.reached()) {
            throw new Refusal(
                    Reason.TIMEOUT,
                    "The write stays, but only " + result.members().size() + " members confirmed it in time",
                    fields);
        }
        return fields;
    }

    private ObjectNode create(Request request) {
        return Lines.object().put("created", values.declare(request.key(), Kind.of(request.text("type"))));
    }

    private ObjectNode count(Request request, boolean down) {
        Place place = request.place();
        long by = request.by();
        Kind<?> kind = values.resolve(place, request.optionalText("type"), COUNTERS);
        if (kind == Kind.PNCOUNTER) {
            return value(
                    Kind.PNCOUNTER,
                    values.change(
                            place,
                            Kind.PNCOUNTER,
                            (author, counter) -> down ? counter.decrement(author, by) : counter.increment(author, by)));
        }
        if (down) {
            throw new Refusal(Reason.WRONG_TYPE, "The " + place + " is of type gcounter, which only grows");
        }
        return value(
                Kind.GCOUNTER, values.change(place, Kind.GCOUNTER, (author, counter) -> counter.increment(author, by)));
    }

    private static <S extends Crdt<S>> ObjectNode value(Kind<S> kind, S state) {
        return Lines.object().putRawValue("value", Lines.raw(kind.type().toJson(state)));
    }

    private ObjectNode flag(Request request, boolean enable) {
        Place place = request.place();
        values.resolve(place, request.optionalText("type"), List.of(Kind.FLAG));
        return value(
                Kind.FLAG,
                values.change(place, Kind.FLAG, (author, flag) -> enable ? flag.enable(author) : flag.disable(author)));
    }

    private ObjectNode add(Request request) {
        Place place = request.place();
        List<JsonNode> elements = request.values();
        Kind<?> kind = values.resolve(place, request.optionalText("type"), SETS);
        if (kind == Kind.GSET) {
            return size(place, Kind.GSET, (author, set) -> set.addAll(author, elements));
        }
        return kind == Kind.TWO_PHASE
                ? size(place, Kind.TWO_PHASE, (author, set) -> set.addAll(author, elements))
                : size(place, Kind.ORSET, (author, set) -> set.addAll(author, elements));
    }

    private ObjectNode remove(Request request) {
        Place place = request.place();
        List<JsonNode> elements = request.values();
        Kind<?> kind = values.resolve(place, request.optionalText("type"), SHRINKING_SETS);
        return kind == Kind.TWO_PHASE
                ? size(place, Kind.TWO_PHASE, each(elements, TwoPhaseSet::remove))
                : size(place, Kind.ORSET, each(elements, ORSet::remove));
    }

    /** What becomes of a set with one element. */
    private interface ElementChange<S> {
        S apply(S set, Author author, JsonNode element);
    }

    private static <S> BiFunction<Author, S, S> each(List<JsonNode> elements, ElementChange<S> change) {
        return (author, before) -> {
            S set = before;
            for (JsonNode element : elements) {
                set = change.apply(set, author, element);
            }
            return set;
        };
    }

    private <S extends Crdt<S>> ObjectNode size(Place place, Kind<S> kind, BiFunction<Author, S, S> change) {
        return Lines.object().put("size", kind.size(values.change(place, kind, change)));
    }

    private ObjectNode set(Request request) {
        return write(request, request.place(), REGISTERS);
    }

    private ObjectNode put(Request request) {
        return write(request, field(request), FIELD_REGISTERS);
    }

    private ObjectNode write(Request request, Place place, List<Kind<?>> possible) {
        JsonNode value = request.value();
        Kind<?> kind = values.resolve(place, request.optionalText("type"), possible);
        if (kind == Kind.MAX) {
            BigDecimal number = request.number();
            return value(Kind.MAX, values.change(place, Kind.MAX, (author, max) -> max.raise(author, number)));
        }
        if (kind == Kind.MIN) {
            BigDecimal number = request.number();
            return value(Kind.MIN, values.change(place, Kind.MIN, (author, min) -> min.lower(author, number)));
        }
        if (kind == Kind.LWW) {
            values.change(place, Kind.LWW, (author, register) -> register.set(author, value));
        } else {
            values.change(place, Kind.MV, (author, register) -> register.set(author, value));
        }
        return Lines.object();
    }

    private static Place field(Request request) {
        Place place = request.place();
        if (place.isKey()) {
            throw Refusal.badRequest(request.op() + " needs a field");
        }
        return place;
    }

    private ObjectNode unput(Request request) {
        Place place = field(request);
        boolean[] removed = {false};
        values.resolve(place.around(), Optional.empty(), List.of(Kind.ORMAP));
        values.change(place.around(), Kind.ORMAP, (author, map) -> {
            removed[0] = map.containsKey(place.field());
            return map.remove(author, place.field());
        });
        return Lines.object().put("removed", removed[0]);
    }

    private ObjectNode delete(Request request) {
        if (request.has("index") || request.has("count")) {
            return sequences.delete(request);
        }
        if (request.has("field")) {
            throw Refusal.badRequest("delete removes a whole key; unput removes a field");
        }
        return Lines.object().put("deleted", values.delete(request.key()));
    }
}
