package io.latticework.testkit.sim;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.Replica;
import io.latticework.testkit.store.MemoryStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** That a node counts what goes wrong inside of it, in one life: damaged records in its store, and merges that throw. */
final class Troubles {
    private final String node;
    private final Replica replica;
    private final FaultPoint faultPoint;
    private final long before;
    private final List<byte[]> found;
    private final ReplicaId id;
    private boolean started;

    Troubles(String node, Replica replica, FaultPoint faultPoint, MemoryStore store) {
        this.node = node;
        this.replica = replica;
        this.faultPoint = faultPoint;
        this.before = faultPoint.failures();
        this.found = store.records();
        this.id = replica.id();
    }

    /** After its first task a node has counted what is damaged in its store, and has an incarnation that nobody knows. */
    void afterTask() {
        if (started) {
            return;
        }
        started = true;
        long damaged = found.stream().filter(record -> !isIntact(record)).count();
        require(count("records_damaged") == damaged, damaged + " damaged records, and counts them otherwise");
        require(damaged == 0 || found.stream().noneMatch(this::isOfThisIncarnation), "damage, and its old incarnation");
    }

    private static boolean isIntact(byte[] record) {
        if (record.length < Integer.BYTES) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(record, 0, record.length - Integer.BYTES);
        return ByteBuffer.wrap(record).getInt(record.length - Integer.BYTES) == (int) crc.getValue();
    }

    /** A record starts with its version, the name as a block, and the incarnation. */
    private boolean isOfThisIncarnation(byte[] record) {
        int at = 2 + id.name().length();
        return record.length >= at + Long.BYTES && ByteBuffer.wrap(record).getLong(at) == id.incarnation();
    }

    /** Returns how many merges have thrown that were to throw. */
    long planned() {
        return faultPoint.failures() - before;
    }

    /** Every merge that throws has failed a task, or the store. */
    void check() {
        long failed =
                count("tasks_failed") + count("merges_failed") + count("store_failures") + count("listeners_failed");
        require(failed >= planned(), planned() + " merges that threw, and counts " + failed + " failures");
    }

    private long count(String name) {
        return replica.stats().getOrDefault(name, 0L);
    }

    private void require(boolean right, String what) {
        Violation.unless(right, "counts", node + " has " + what);
    }
}
