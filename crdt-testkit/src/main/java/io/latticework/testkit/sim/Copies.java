package io.latticework.testkit.sim;

import io.latticework.sync.Replica;
import io.latticework.sync.SyncException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Copies of nodes' disks that run beside them, and write as if they were they. */
final class Copies {
    private static final int WRITES = 5;

    private final VirtualCluster cluster;
    private final Ledger ledger;
    /** How many copies each node has had; negative while none runs. */
    private final Map<String, Integer> numbers = new HashMap<>();

    Copies(VirtualCluster cluster, Ledger ledger) {
        this.cluster = cluster;
        this.ledger = ledger;
    }

    private static String address(String node) {
        return node + "-copy";
    }

    /** Starts a copy, unless there is one; ends it after a while. */
    void start(String node, int requests, Duration lasting) {
        int number = numbers.getOrDefault(node, -1);
        if (number > 0) {
            return;
        }
        int next = 1 - number;
        numbers.put(node, next);
        ledger.doubles(node, true);
        Replica copy = cluster.startCopy(node, requests, address(node));
        for (int i = 0; i < WRITES; i++) {
            String element = "copy of " + node + " " + next + ", " + i;
            later(node, next, lasting.toNanos() * i / WRITES, () -> write(copy, element));
        }
        later(node, next, lasting.toNanos(), () -> end(node));
    }

    private void later(String node, int number, long nanos, Runnable action) {
        cluster.time().schedule(nanos, () -> {
            if (numbers.getOrDefault(node, -1) == number) {
                action.run();
            }
        });
    }

    private void write(Replica copy, String element) {
        if (copy.state() == Replica.State.RUNNING) {
            try {
                ledger.write(copy, element);
            } catch (SyncException e) {
                if (e.reason() != SyncException.Reason.STORE_BEHIND) {
                    throw e;
                }
            }
        }
    }

    /** Ends a node's copy, if it has one. */
    void end(String node) {
        int number = numbers.getOrDefault(node, -1);
        if (number > 0) {
            numbers.put(node, -number);
            cluster.crash(address(node));
            ledger.doubles(node, false);
        }
    }
}
