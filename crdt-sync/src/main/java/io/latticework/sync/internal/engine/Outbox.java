package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one peer has not acknowledged. Each flush has a position; a delta that is sent has a number, and covers one
 * position at first, or, sent again, the join of all that are open. An ack clears just the positions that its number
 * covers, so a lost delta is never taken for a later one.
 */
final class Outbox {
    /** A delta that is not acknowledged, and how many bytes its encoding has. */
    private record Unacked(Causal delta, long bytes) {}

    private final NavigableMap<Long, Unacked> open = new TreeMap<>();
    private final Map<Long, List<Long>> covered = new HashMap<>();
    private final int limit;
    private final long limitBytes;
    private long bytes;

    Outbox(int limit, long limitBytes) {
        this.limit = limit;
        this.limitBytes = limitBytes;
    }

    /**
     * Adds the delta of a flush, sent under a number.
     *
     * @return false if too many are open: then all are dropped
     */
    boolean add(long position, Causal delta, long number, long encodedBytes) {
        if (open.size() >= limit || bytes + encodedBytes > limitBytes) {
            clear();
            return false;
        }
        open.put(position, new Unacked(delta, encodedBytes));
        bytes += encodedBytes;
        covered.put(number, List.of(position));
        return true;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Returns the last position that neither it nor any before it is open, if {@code last} is the last of all. */
    long through(long last) {
        return open.isEmpty() ? last : open.firstKey() - 1;
    }

    /** Returns how many bytes all that is open has, as it was first encoded. */
    long bytes() {
        return bytes;
    }

    int size() {
        return open.size();
    }

    /** Returns the join of all that is open, to be sent again under a new number. */
    @Nullable
    Causal joined(long number) {
        Causal joined = null;
        for (Unacked each : open.values()) {
            joined = joined == null ? each.delta : joined.merge(each.delta);
        }
        covered.put(number, new ArrayList<>(open.keySet()));
        return joined;
    }

    /** Clears the positions that a number covers. */
    void acknowledge(long number) {
        List<Long> positions = covered.remove(number);
        if (positions != null) {
            positions.forEach(this::remove);
            forgetNumbers();
        }
    }

    private void remove(long position) {
        Unacked removed = open.remove(position);
        bytes -= removed == null ? 0 : removed.bytes;
    }

    private void forgetNumbers() {
        covered.values().removeIf(each -> each.stream().noneMatch(open::containsKey));
    }

    /** Clears all positions up to one: the peer has them by another way. */
    void clearThrough(long position) {
        List.copyOf(open.headMap(position, true).keySet()).forEach(this::remove);
        forgetNumbers();
    }

    void clear() {
        open.clear();
        covered.clear();
        bytes = 0;
    }
}
