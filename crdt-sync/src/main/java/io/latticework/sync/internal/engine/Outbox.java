package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one peer has not acknowledged. Each flush has a position, and is sent in one or more deltas; each of these has a
 * number, and covers itself at first, or, sent again, the join of those that have waited for too long. An ack clears just
 * what its number covers, so a lost delta is never taken for a later one.
 */
final class Outbox {
    /** So many numbers are remembered beside those that were sent once: an ack that comes later than that counts for nothing. */
    private static final int MAX_RESENT = 64;

    /**
     * A delta that is not acknowledged: its parts, how many bytes their encoding has, and when it was last sent. It holds
     * what was flushed after one position and up to another: more than one flush, if some were left out while the peer was
     * behind.
     */
    private static final class Unacked {
        final long after;
        final long position;
        final List<Causal> parts;
        final long bytes;
        final long addedAt;
        long sentAt;

        Unacked(long after, Parcel.Piece piece, long now) {
            this.after = after;
            this.position = piece.position();
            this.parts = piece.parts();
            this.bytes = piece.bytes();
            this.addedAt = now;
            this.sentAt = now;
        }
    }

    /** By the number under which each was sent first. */
    private final NavigableMap<Long, Unacked> open = new TreeMap<>();

    private final Map<Long, List<Long>> resent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Long>> eldest) {
            return size() > MAX_RESENT;
        }
    };

    private final int limit;
    private final long limitBytes;
    private long bytes;
    private long passed;
    private long ackDelay;

    Outbox(int limit, long limitBytes) {
        this.limit = limit;
        this.limitBytes = limitBytes;
    }

    /** Tells whether so many bytes may be added, if so many in all may be open; to none at all, any may. */
    boolean hasRoom(long encodedBytes, long most) {
        return open.isEmpty() || open.size() < limit && bytes + encodedBytes <= Math.min(most, limitBytes);
    }

    /** Adds a delta of a flush, sent under a number that is higher than any before. */
    void add(Parcel.Piece piece, long now) {
        open.put(piece.number(), new Unacked(passed, piece, now));
        bytes += piece.bytes();
    }

    /** Notes that all of the flushes up to a position was added, or need not be. */
    void passed(long position) {
        passed = Math.max(passed, position);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Returns the last position that neither it nor any before it has anything open. */
    long through() {
        return open.isEmpty() ? passed : open.firstEntry().getValue().after;
    }

    /** Returns how many bytes all that is open has, as it was first encoded. */
    long bytes() {
        return bytes;
    }

    int size() {
        return open.size();
    }

    /** Returns about how long an ack takes, in nanoseconds; 0 while unknown. */
    long ackDelay() {
        return ackDelay;
    }

    /** Returns when the delta that has waited for the longest was sent; the end of time if nothing is open. */
    long oldest() {
        return open.values().stream().mapToLong(each -> each.sentAt).min().orElse(Long.MAX_VALUE);
    }

    /** All that is open waits from now on: there is a new link. */
    void waitFrom(long now) {
        open.values().forEach(each -> each.sentAt = now);
    }

    /**
     * Returns the join of what was sent until some time, at most so many bytes of it and at least one delta, to be sent
     * again under a new number; {@code null} if there is nothing.
     */
    @Nullable
    Causal joined(long number, long sentUntil, long most, long now) {
        Causal joined = null;
        List<Long> numbers = new ArrayList<>();
        long room = most;
        for (Map.Entry<Long, Unacked> each : open.entrySet()) {
            Unacked unacked = each.getValue();
            if (unacked.sentAt <= sentUntil && (joined == null || unacked.bytes <= room)) {
                for (Causal part : unacked.parts) {
                    joined = joined == null ? part : joined.merge(part);
                }
                room -= unacked.bytes;
                unacked.sentAt = now;
                numbers.add(each.getKey());
            }
        }
        if (joined != null) {
            resent.put(number, numbers);
        }
        return joined;
    }

    /** Clears what a number covers, and learns how long acks take from what was sent once. */
    void acknowledge(long number, long now) {
        Unacked sent = open.get(number);
        if (sent != null && sent.sentAt == sent.addedAt) {
            long delay = now - sent.addedAt;
            ackDelay = ackDelay == 0 ? delay : (7 * ackDelay + delay) / 8;
        }
        remove(number);
        List<Long> numbers = resent.remove(number);
        if (numbers != null) {
            numbers.forEach(this::remove);
        }
    }

    private void remove(long number) {
        Unacked removed = open.remove(number);
        bytes -= removed == null ? 0 : removed.bytes;
    }

    /** Clears all positions up to one: the peer has them by another way. */
    void clearThrough(long position) {
        Iterator<Unacked> each = open.values().iterator();
        while (each.hasNext()) {
            Unacked unacked = each.next();
            if (unacked.position > position) {
                break;
            }
            bytes -= unacked.bytes;
            each.remove();
        }
        passed(position);
    }

    void clear() {
        open.clear();
        resent.clear();
        bytes = 0;
    }
}
