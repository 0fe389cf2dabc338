package io.latticework.testkit.semantics;

import io.latticework.crdt.ORMap;
import io.latticework.testkit.Mutation;
import java.util.List;

/** What one of two replicas does without knowing of the other. */
enum Action {
    UPDATE("writes"),
    REMOVE("removes"),
    REPEAT("writes s again"),
    RENEW("removes and writes s");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    /** Returns the verb of the table. */
    String text() {
        return text;
    }

    /**
     * Returns the mutations.
     *
     * @param own what this replica writes if it writes something new
     * @param depth where the value is
     * @param level the level of the key that is removed, if one is
     */
    List<Mutation<ORMap<String>>> mutations(Kind<?> kind, What own, int depth, int level) {
        return switch (this) {
            case UPDATE -> List.of(kind.write(own, depth));
            case REMOVE -> List.of(kind.remove(level));
            case REPEAT -> List.of(kind.write(What.SHARED, depth));
            case RENEW -> List.of(kind.remove(level), kind.write(What.SHARED, depth));
        };
    }
}
