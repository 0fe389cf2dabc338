package io.latticework.testkit.sim;

import io.latticework.crdt.ORSet;
import io.latticework.sync.Change;
import io.latticework.sync.KeyEvent;
import io.latticework.sync.Replica;
import io.latticework.sync.internal.keyspace.KeyType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A node's listener: it hears the last value of each key, and nothing after the end. */
final class Listening {
    private final String node;
    private final Map<KeyType, KeyEvent> last = new HashMap<>();
    private final Set<String> before;
    private Set<String> ledger = Set.of();
    /** Elements of which it was told that they are new: each is written once, and never removed. */
    private final Set<String> told = new HashSet<>();

    private boolean ended;

    Listening(String node, Replica replica, Verdict verdict) {
        this.node = node;
        this.before = Set.copyOf(replica.keys()); // of which listeners to all keys are not told
        replica.onKeyChange("", event -> verdict.check(() -> heard(event)));
        replica.orSet(Ledger.KEY, String.class).onChange(change -> verdict.check(() -> heard(change)));
    }

    private void heard(KeyEvent event) {
        requireOpen();
        last.put(new KeyType(event.key(), event.type()), event);
    }

    private void heard(Change<ORSet<String>> change) {
        requireOpen();
        ledger = change.value().elements();
        for (String element : change.delta().elements()) {
            boolean isNew = !change.before().contains(element);
            Violation.unless(
                    !isNew || told.add(element), "events", node + " tells a second time that there is " + element);
        }
    }

    private void requireOpen() {
        Violation.unless(!ended, "events", node + " tells listeners of changes after its end");
    }

    /** The node has ended. */
    void end() {
        ended = true;
    }

    /** Checks what was heard in the end. */
    void check(Replica replica) {
        Violation.unless(
                ledger.equals(replica.orSet(Ledger.KEY, String.class).elements()),
                "events",
                node + " did not tell of the last value of " + Ledger.KEY);
        Set<String> alive = new HashSet<>();
        last.forEach((at, event) -> {
            boolean there = replica.types(at.key()).contains(at.type());
            Violation.unless(
                    there != event.removed(), "events", node + " told last of " + event + ", and it is otherwise");
            alive.add(Objects.requireNonNull(at.key()));
        });
        for (String key : replica.keys()) {
            Violation.unless(alive.contains(key) || before.contains(key), "events", node + " never told of " + key);
        }
    }
}
