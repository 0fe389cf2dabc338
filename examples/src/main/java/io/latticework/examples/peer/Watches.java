package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.Crdt;
import io.latticework.sync.KeyEvent;
import io.latticework.sync.Ref;
import io.latticework.sync.Replica;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tells of changes of keys, with the value that they have when they are told of. */
final class Watches {
    private static final int MAX_WATCHES = 1_000;

    private final Replica replica;
    private final LineWriter out;
    private final Set<String> watched = new HashSet<>();

    Watches(Replica replica, LineWriter out) {
        this.replica = replica;
        this.out = out;
    }

    Map<String, Operation> operations() {
        return Map.of("watch", Operation.now(this::watch));
    }

    private ObjectNode watch(Request request) {
        if (request.has("key") == request.has("prefix")) {
            throw Refusal.badRequest("watch takes either a key or a prefix");
        }
        if (watched.size() >= MAX_WATCHES) {
            throw new Refusal(Reason.LIMIT, "There are " + MAX_WATCHES + " watches already");
        }
        if (request.has("key")) {
            String key = request.key();
            watch("key " + key, key, event -> event.key().equals(key));
        } else {
            String prefix = request.text("prefix");
            watch("prefix " + prefix, prefix, event -> true);
        }
        return Lines.object();
    }

    /** Asks for changes, unless the same was asked for before. */
    private void watch(String what, String prefix, Predicate<KeyEvent> wanted) {
        if (watched.add(what)) {
            replica.onKeyChange(prefix, event -> {
                if (wanted.test(event)) {
                    tell(event);
                }
            });
        }
    }

    private void tell(KeyEvent event) {
        ObjectNode line = Lines.object().put("event", "change").put("key", event.key());
        Kind.named(event.type())
                .ifPresentOrElse(
                        kind -> show(line, event.key(), kind),
                        () -> line.put("type", event.type()).putNull("value"));
        out.write(line.put("removed", event.removed()).put("origin", event.origin()));
        out.flush();
    }

    private <S extends Crdt<S>> void show(ObjectNode line, String key, Kind<S> kind) {
        line.put("type", kind.word());
        Ref<S> ref = replica.ref(key, kind.type());
        if (ref.exists()) {
            line.putRawValue("value", Lines.raw(kind.type().toJson(ref.state())));
        } else {
            line.putNull("value");
        }
    }
}
