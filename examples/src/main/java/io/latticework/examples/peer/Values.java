package io.latticework.examples.peer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.sync.Ref;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * A replica's values by place. A key is there for others as soon as something is in it; {@link #declare} gives an empty
 * one its type for this process alone. For the one thread that reads requests.
 */
final class Values {
    private static final int MAX_DECLARED = 10_000;
    private static final int MAX_RECENT = 10_000;

    private final Replica replica;
    private final Map<String, Kind<?>> declared = new HashMap<>();

    /** The type last written under a key: while it is there, nothing has to be searched for. */
    private final Map<String, Ref<?>> recent = new HashMap<>();

    /** What a change has made of a value. */
    private static final class After<S> {
        S state;

        After(S before) {
            this.state = before;
        }
    }

    Values(Replica replica) {
        this.replica = replica;
    }

    /**
     * Gives a key its type.
     *
     * @return whether the key was not there
     */
    boolean declare(String key, Kind<?> kind) {
        Place place = new Place(key, List.of());
        List<String> types = types(place);
        Kind<?> before = types.isEmpty() ? declared.get(key) : shown(place, types);
        if (before != null) {
            requireSame(place, before, kind);
            return false;
        }
        if (declared.size() >= MAX_DECLARED) {
            throw new Refusal(Reason.LIMIT, MAX_DECLARED + " empty keys are created already");
        }
        declared.put(key, kind);
        return true;
    }

    private static void requireSame(Place place, Kind<?> is, Kind<?> asked) {
        if (is != asked) {
            throw new Refusal(Reason.WRONG_TYPE, "The " + place + " is of type " + is + ", not " + asked);
        }
    }

    /** Removes a key with everything in it, and forgets what type it had. */
    boolean delete(String key) {
        recent.remove(key);
        boolean declaredOnly = declared.remove(key) != null;
        return replica.delete(key) || declaredOnly;
    }

    /** Returns the kind of value at a place, the first by name if there are several. */
    Kind<?> require(Place place) {
        List<String> types = place.isKey() ? replica.types(place.key()) : types(place);
        Kind<?> empty = place.isKey() ? declared.get(place.key()) : null;
        if (!types.isEmpty()) {
            return shown(place, types);
        }
        if (empty == null) {
            throw new Refusal(Reason.NO_SUCH_KEY, "There is no " + place);
        }
        return empty;
    }

    private static Kind<?> shown(Place place, List<String> types) {
        return Kind.named(types.get(0))
                .orElseThrow(() -> new Refusal(
                        Reason.WRONG_TYPE, "The " + place + " is of type " + types.get(0) + ", unknown here"));
    }

    /**
     * Returns the kind of value to be written at a place: what is there, else what is asked for, else the first that is
     * possible.
     */
    @CanIgnoreReturnValue
    Kind<?> resolve(Place place, Optional<String> asked, List<Kind<?>> possible) {
        Optional<Kind<?>> wanted = asked.map(Kind::of);
        if (!place.isKey() && wanted.filter(kind -> kind == Kind.ORMAP).isPresent()) {
            wanted = Optional.empty(); // it says what the key is, not the field
        }
        wanted.filter(kind -> !possible.contains(kind)).ifPresent(kind -> {
            throw Refusal.badRequest("This operation is not for type " + kind);
        });
        List<String> types = types(place);
        if (types.isEmpty()) {
            Kind<?> empty = place.isKey() ? declared.get(place.key()) : null;
            return empty == null ? wanted.orElse(possible.get(0)) : check(place, empty, wanted, possible);
        }
        if (wanted.isPresent() && types.contains(wanted.get().type().name())) {
            return wanted.get();
        }
        return check(place, shown(place, types), wanted, possible);
    }

    private static Kind<?> check(Place place, Kind<?> is, Optional<Kind<?>> wanted, List<Kind<?>> possible) {
        wanted.ifPresent(kind -> requireSame(place, is, kind));
        if (!possible.contains(is)) {
            throw new Refusal(
                    Reason.WRONG_TYPE, "The " + place + " is of type " + is + "; this operation is for " + possible);
        }
        return is;
    }

    private List<String> types(Place place) {
        if (!place.isKey()) {
            Optional<ORMap<String>> map = map(place.around());
            return map.isEmpty() ? List.of() : map.get().types(place.field());
        }
        Ref<?> known = recent.get(place.key());
        return known != null && known.exists() ? List.of(known.type().name()) : replica.types(place.key());
    }

    private Optional<ORMap<String>> map(Place place) {
        List<String> types = types(place);
        if (types.contains(Kind.ORMAP.type().name())) {
            return Optional.of(state(place, Kind.ORMAP));
        }
        Kind<?> other = types.isEmpty() ? declared.getOrDefault(place.key(), Kind.ORMAP) : shown(place, types);
        requireSame(place, other, Kind.ORMAP);
        return Optional.empty();
    }

    /** Returns the value of a kind at a place, the empty one if there is none. */
    <S extends Crdt<S>> S state(Place place, Kind<S> kind) {
        if (place.isKey()) {
            return replica.ref(place.key(), kind.type()).state();
        }
        Optional<ORMap<String>> map = map(place.around());
        return map.isEmpty() ? kind.type().empty() : map.get().get(place.field(), kind.type());
    }

    /** Changes the value of a kind at a place and returns what it is then. */
    @CanIgnoreReturnValue
    <S extends Crdt<S>> S change(Place place, Kind<S> kind, BiFunction<Author, S, S> change) {
        After<S> after = new After<>(kind.type().empty());
        BiFunction<Author, S, S> observed = (author, before) -> {
            S changed = change.apply(author, before);
            after.state = changed;
            return changed;
        };
        if (place.isKey()) {
            ref(place.key(), kind).update(observed);
        } else {
            ref(place.key(), Kind.ORMAP).update((author, map) -> inside(author, map, place.path(), kind, observed));
        }
        return after.state;
    }

    private static <S extends Crdt<S>> ORMap<String> inside(
            Author author, ORMap<String> map, List<String> path, Kind<S> kind, BiFunction<Author, S, S> change) {
        if (path.size() == 1) {
            return map.update(author, path.get(0), kind.type(), value -> change.apply(author, value));
        }
        return map.update(
                author,
                path.get(0),
                Kind.ORMAP.type(),
                inner -> inside(author, inner, path.subList(1, path.size()), kind, change));
    }

    private <S extends Crdt<S>> Ref<S> ref(String key, Kind<S> kind) {
        Ref<S> ref = replica.ref(key, kind.type());
        if (recent.size() >= MAX_RECENT) {
            recent.clear();
        }
        recent.put(key, ref);
        return ref;
    }

    /** Tells who has joined all that was written so far. */
    CompletionStage<WriteResult> confirm(String key, WriteConcern concern) {
        Ref<?> known = recent.get(key);
        return known == null ? unchanged(replica.ref(key, Kind.LWW.type()), concern) : unchanged(known, concern);
    }

    private static <S extends Crdt<S>> CompletionStage<WriteResult> unchanged(Ref<S> ref, WriteConcern concern) {
        return ref.update((author, state) -> state, concern);
    }
}
