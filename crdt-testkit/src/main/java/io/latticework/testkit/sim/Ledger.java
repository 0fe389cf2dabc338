package io.latticework.testkit.sim;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.sync.ORSetRef;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.keyspace.KeyspaceAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What replicas have confirmed: whoever is named has the write, at that moment and, where there are stores, stored; and it
 * is there in the end, unless everybody named has lost memory since. Each confirmed write leaves an element of its own in
 * a set, so that this is seen in values too, which tell also when dots do not.
 */
final class Ledger {
    /** The key of the set. */
    static final String KEY = "ledger";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Survival survival;
    private final Verdict verdict;
    private final boolean durable;
    private final List<Entry> promised = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private final Map<String, Integer> losses = new HashMap<>();
    private final Set<String> doubled = new HashSet<>();
    private int confirmed;

    /** A confirmed write, and who had it: each with how often it had lost its memory at the time of writing. */
    private record Entry(String element, Map<String, Integer> holders) {}

    Ledger(Survival survival, Verdict verdict, boolean durable) {
        this.survival = survival;
        this.verdict = verdict;
        this.durable = durable;
    }

    /** Returns a concern for a throw of dice. */
    static WriteConcern concern(Dice dice) {
        return switch ((int) dice.below(20, 4)) {
            case 0 -> WriteConcern.local();
            case 1 -> WriteConcern.of(2, PATIENCE);
            case 2 -> WriteConcern.majority(PATIENCE);
            default -> WriteConcern.all(PATIENCE);
        };
    }

    /** Writes an element, and checks what comes of it. */
    void write(VirtualCluster cluster, String node, long number, WriteConcern concern) {
        Replica replica = cluster.replica(node);
        String element = "#" + number;
        written.add(element);
        ORSetRef<String> set = replica.orSet(KEY, String.class);
        Map<String, Integer> before = Map.copyOf(losses);
        Keyspace keyspace = KeyspaceAccess.of(replica);
        CausalContext seen = keyspace.snapshot().context();
        var result = set.add(element, concern);
        survival.wrote(keyspace);
        Causal delta = told(keyspace.unfolded(), seen);
        var unused = result.whenComplete(
                (done, failure) -> verdict.check(() -> confirmed(cluster, element, delta, before, done)));
    }

    /**
     * Returns a write, {@code null} if something grew in it under a dot that was there before: a type that tells no
     * differences shows what others made it grow as well, which is theirs to tell.
     */
    private static @Nullable Causal told(Causal delta, CausalContext seen) {
        boolean grew = Stores.context(delta.realm(), delta.store()).intersectionSize(seen) > 0;
        return grew ? null : delta;
    }

    // checkstyle:off ParameterNumber because a confirmation is about all of these
    private void confirmed(
            VirtualCluster cluster,
            String element,
            @Nullable Causal delta,
            Map<String, Integer> before,
            @Nullable WriteResult result) {
        if (result == null || !result.reached()) {
            return;
        }
        confirmed++;
        Map<String, Integer> holders = new HashMap<>();
        for (String name : result.members()) {
            int lost = before.getOrDefault(name, 0);
            if (lost != losses.getOrDefault(name, 0) || doubled.contains(name)) {
                continue; // confirmed it and lost it since; or which of two processes has confirmed it?
            }
            holders.put(name, lost);
            if (cluster.running().contains(name)) {
                Keyspace keyspace = KeyspaceAccess.of(cluster.replica(name));
                Causal has = durable ? keyspace.stored() : keyspace.snapshot().merge(keyspace.unfolded());
                Violation.unless(
                        (delta == null || survival.has(has, delta))
                                && cluster.replica(name)
                                        .orSet(KEY, String.class)
                                        .contains(element),
                        "confirmation",
                        name + " does not have " + element + ", which it has confirmed");
            }
        }
        promised.add(new Entry(element, holders));
    }
    // checkstyle:on ParameterNumber

    /** A node has lost memory: all of it, or what it had not stored, or what its store has lost. */
    void loses(String node) {
        losses.merge(node, 1, Integer::sum);
    }

    /** Two processes have a node's name from now on, or no longer: what one of them has, the other need not have. */
    void doubles(String node, boolean isDoubled) {
        loses(node);
        if (isDoubled) {
            doubled.add(node);
        } else {
            doubled.remove(node);
        }
    }

    /** Writes an element that nobody is promised. */
    void write(Replica replica, String element) {
        written.add(element);
        replica.orSet(KEY, String.class).add(element);
    }

    /** Returns how many writes were confirmed. */
    int confirmed() {
        return confirmed;
    }

    /** Checks what a node has in the end. */
    void check(String node, Replica replica) {
        Set<String> elements = replica.orSet(KEY, String.class).elements();
        Violation.unless(written.containsAll(elements), "invention", node + " has what nobody wrote: " + elements);
        for (Entry entry : promised) {
            boolean kept = entry.holders.entrySet().stream()
                    .anyMatch(holder -> losses.getOrDefault(holder.getKey(), 0).equals(holder.getValue()));
            Violation.unless(
                    !kept || elements.contains(entry.element),
                    "loss",
                    node + " lacks " + entry.element + ", which " + entry.holders.keySet() + " had confirmed");
        }
    }
}
