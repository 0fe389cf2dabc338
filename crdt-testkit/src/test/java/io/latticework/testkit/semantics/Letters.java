package io.latticework.testkit.semantics;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.RGA;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads off a value what it consists of, by comparing it with values of which that is known. */
final class Letters {
    private Letters() {}

    /**
     * Returns the fewest writes that, made side by side, show as the value does: such as {@code s a}; of a sequence what it
     * has, in its order.
     */
    static <S extends Crdt<S>> String of(Kind<S> kind, S value) {
        if (value instanceof RGAText text) {
            return String.join(" ", text.text().split(""));
        }
        if (value instanceof RGA<?> list) {
            return list.values().stream().map(Object::toString).collect(Collectors.joining(" "));
        }
        String json = kind.type().toJson(value);
        for (List<What> writes : candidates()) {
            if (json.equals(kind.type().toJson(written(kind, writes)))) {
                return writes.stream().map(What::letter).collect(Collectors.joining(" "));
            }
        }
        throw new AssertionError("No three writes show as " + kind.type().toJson(value));
    }

    private static List<List<What>> candidates() {
        List<List<What>> candidates = new ArrayList<>(List.of(List.of()));
        for (int size = 0; size < 3; size++) {
            for (List<What> shorter : List.copyOf(candidates)) {
                for (What more : What.values()) {
                    if (shorter.size() == size
                            && (size == 0 || shorter.get(size - 1).compareTo(more) <= 0)) {
                        List<What> longer = new ArrayList<>(shorter);
                        longer.add(more);
                        candidates.add(longer);
                    }
                }
            }
        }
        return candidates;
    }

    private static <S extends Crdt<S>> S written(Kind<S> kind, List<What> writes) {
        ORMap<String> all = kind.mapType().empty();
        for (int i = 0; i < writes.size(); i++) {
            Author author = Author.of(ReplicaId.of("w" + i, i));
            all = all.merge(
                    kind.write(writes.get(i), 1).apply(author, kind.mapType().empty()));
        }
        return kind.valueAt(all, 1);
    }
}
