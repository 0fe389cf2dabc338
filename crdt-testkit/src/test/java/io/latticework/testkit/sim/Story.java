package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.FlagRef;
import io.latticework.sync.RGARef;
import io.latticework.sync.RGATextRef;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/**
 * What happens to a cluster under one seed, and the oracle beside it: the join of all deltas that the replicas wrote. At
 * the end the cluster has exactly that, or, if nodes crashed, nothing else and all that was acknowledged by all.
 */
final class Story {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final WriteConcern ALL = WriteConcern.all(Duration.ofSeconds(20));

    private final long seed;
    private final SplittableRandom random;
    private final VirtualCluster cluster;
    private final int nodes;
    private final boolean crashes;
    private final List<Confirmed> confirmed = new ArrayList<>();
    private final List<Confirmed> unchecked = new ArrayList<>();
    private ORMap<String> written = ORMap.empty(ValueCodec.strings());
    private boolean crashed;

    /** A write that waits for all members. */
    private record Confirmed(ORMap<String> delta, CompletionStage<WriteResult> result) {
        Set<String> members() {
            WriteResult known = result.toCompletableFuture().getNow(new WriteResult(false, Set.of()));
            return known.reached() ? known.members() : Set.of();
        }
    }

    /** Whoever is named in an acknowledgement has the write, unless it crashed since. */
    private void checkAcknowledgements() {
        for (Confirmed write : List.copyOf(unchecked)) {
            if (write.members().isEmpty()) {
                continue;
            }
            unchecked.remove(write);
            for (String name : write.members()) {
                if (cluster.running().contains(name)) {
                    ORMap<String> state = snapshot(cluster.replica(name));
                    assertThat(state.merge(write.delta))
                            .as("seed %d: %s has what it acknowledged", seed, name)
                            .isEqualTo(state);
                }
            }
        }
    }

    Story(long seed, int nodes, boolean crashes) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.cluster = VirtualCluster.of(nodes, seed);
        this.nodes = nodes;
        this.crashes = crashes;
    }

    VirtualCluster cluster() {
        return cluster;
    }

    void tell(int steps) {
        cluster.network().faults(NetworkFaults.HEAVY);
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(crashes ? 12 : 10)) {
                case 0 -> cluster.network().separate(any(), any());
                case 1 -> cluster.network().heal();
                case 2, 3 -> cluster.pass(Duration.ofMillis(random.nextInt(2000)));
                case 10 -> crash();
                case 11 -> restart();
                default -> write();
            }
        }
        end();
    }

    private String any() {
        return "n" + random.nextInt(nodes);
    }

    /** Ends a node, if the others still have all that was acknowledged: no second one before the first has caught up. */
    private void crash() {
        String name = any();
        boolean whole = cluster.running().size() == nodes && (!crashed || cluster.agrees());
        if (whole && cluster.running().contains(name)) {
            crashed = true;
            unchecked.clear();
            cluster.crash(name);
        }
    }

    private void restart() {
        for (int i = 0; i < nodes; i++) {
            if (!cluster.running().contains("n" + i)) {
                cluster.start("n" + i);
            }
        }
    }

    private void write() {
        List<String> running = cluster.running();
        Replica replica = cluster.replica(running.get(random.nextInt(running.size())));
        ORMap<String> before = snapshot(replica);
        change(replica, "k" + random.nextInt(4));
        ORMap<String> delta = snapshot(replica).deltaFrom(before);
        written = written.merge(delta);
        if (random.nextInt(4) == 0) {
            CompletionStage<WriteResult> result =
                    replica.gCounter("confirmations").increment(1, ALL);
            confirmed.add(new Confirmed(delta, result));
            unchecked.add(new Confirmed(delta, result));
            written = written.merge(snapshot(replica).deltaFrom(before));
        }
        for (int millis = random.nextInt(30); millis >= 0; millis -= 5) {
            cluster.pass(Duration.ofMillis(5));
            checkAcknowledgements();
        }
    }

    private void change(Replica replica, String key) {
        String element = "e" + random.nextInt(6);
        switch (random.nextInt(20)) {
            case 0 -> replica.pnCounter(key).increment(1 + random.nextInt(9));
            case 1 -> replica.pnCounter(key).decrement(1);
            case 2 -> replica.orSet(key, String.class).add(element);
            case 3 -> replica.orSet(key, String.class).remove(element);
            case 4 -> replica.lwwRegister(key, String.class).set(element);
            case 5 -> replica.mvRegister(key, String.class).set(element);
            case 6 ->
                replica.orMap(key)
                        .update(
                                element,
                                ORSet.type(ValueCodec.strings()),
                                (author, set) -> set.add(author, "x" + random.nextInt(3)));
            case 7 -> replica.gSet(key, String.class).add(element);
            case 8 -> replica.twoPhaseSet(key, String.class).add(element);
            case 9 -> replica.twoPhaseSet(key, String.class).remove(element);
            case 10 -> toggle(replica.flag(key));
            case 11 -> replica.maxRegister(key, Long.class).raise(random.nextLong(100));
            case 12 -> replica.minRegister(key, String.class).lower(element);
            case 13 -> replica.lwwMap(key, String.class, Long.class).put(element, random.nextLong(9));
            case 14 -> replica.orMap(key).update(element, PNCounter.TYPE, (author, c) -> c.increment(author, 2));
            case 15, 16 -> type(replica.text(key), element);
            case 17 -> replica.orMap(key).update(element, RGAText.TYPE, (author, text) -> text.append(author, "y"));
            case 18 -> arrange(replica.list(key, String.class), element);
            default -> replica.delete(key);
        }
    }

    private void type(RGATextRef text, String word) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextInt(3) == 0) {
            text.delete(at, Math.min(text.length(), at + 2));
        } else {
            text.edit(editor -> {
                editor.insert(at, word);
                editor.append("\n");
            });
        }
    }

    private void arrange(RGARef<String> list, String element) {
        int at = random.nextInt(list.size() + 1);
        if (at < list.size() && random.nextInt(3) == 0) {
            list.set(at, element);
        } else {
            list.insert(at, element);
        }
    }

    private void toggle(FlagRef flag) {
        if (random.nextBoolean()) {
            flag.enable();
        } else {
            flag.disable();
        }
    }

    private ORMap<String> snapshot(Replica replica) {
        CompletionStage<ORMap<String>> snapshot = replica.snapshot();
        cluster.pass(Duration.ZERO);
        return snapshot.toCompletableFuture().join();
    }

    private void end() {
        cluster.network().heal();
        restart();
        assertThat(cluster.converges(PATIENCE))
                .as("seed %d converges: %s", seed, cluster.digests())
                .isTrue();
        cluster.pass(Duration.ofSeconds(3)); // what is still folded or on its way
        assertThat(cluster.converges(PATIENCE))
                .as("seed %d stays converged", seed)
                .isTrue();
        Set<String> values = new HashSet<>();
        for (String name : cluster.running()) {
            ORMap<String> state = snapshot(cluster.replica(name));
            values.add(state.toJson());
            assertThat(written.merge(state))
                    .as("seed %d: %s invents nothing", seed, name)
                    .isEqualTo(written);
            if (!crashed) {
                assertThat(state.toJson()).as("seed %d: %s has all", seed, name).isEqualTo(written.toJson());
                assertThat(state).as("seed %d: %s has all", seed, name).isEqualTo(written);
            }
            for (Confirmed write : confirmed) {
                if (!write.members().isEmpty()) {
                    assertThat(state.merge(write.delta))
                            .as("seed %d: %s has what was acknowledged by %s", seed, name, write.members())
                            .isEqualTo(state);
                }
            }
        }
        assertThat(values).hasSize(1);
    }
}
