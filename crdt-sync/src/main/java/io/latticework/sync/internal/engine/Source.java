package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Stretch;
import io.latticework.sync.spi.Transport.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A peer that is asked, or that brings, what this replica lacks; over one link, in one of the peer's lives. */
final class Source {
    /** While one request is on its way another one is answered, so that the link does not rest. */
    private static final int REQUESTS = 2;

    private static final int MAX_FRAMES = 8;
    /** Requests that are answered sooner may be larger. */
    private static final long SOON_NANOS = 250_000_000L;
    /** Requests that take longer keep too much from the other sources, should this one break off. */
    private static final long LATE_NANOS = 1_000_000_000L;

    private static final long FIRST_NANOS = 300_000_000L;
    private static final int MAX_DOUBLINGS = 2;
    private static final long FAST_NANOS_PER_BYTE = 4_000;

    final Peer peer;
    private final @Nullable Link link;
    private final long epoch;
    private final int frameBytes;
    private final Pace pace = new Pace(FAST_NANOS_PER_BYTE);
    private final Map<Long, Request> requests = new LinkedHashMap<>();
    /** What the peer had seen before it brought anything; {@code null} while it has not offered. */
    @Nullable
    CausalContext context;
    /** The peer brings too little, or nothing any more. */
    boolean isOut;

    private long heardAt;
    private long saidAt;
    private int resent;
    private int frames = 1;

    /** What a source was asked for. */
    private static final class Request {
        final long sentAt;
        List<Stretch> missing;
        long bytes;

        Request(Stretch stretch, long now) {
            this.sentAt = now;
            this.missing = List.of(stretch);
        }
    }

    /** Returns a source over a peer's present link, that is asked now. */
    Source(Peer peer, int frameBytes, long now) {
        this.peer = peer;
        this.link = peer.link;
        this.epoch = peer.epoch;
        this.frameBytes = frameBytes;
        this.heardAt = now;
        this.saidAt = now;
    }

    /** Tells whether the peer is there as it was when it was asked. */
    boolean isPresent() {
        return peer.isActive() && peer.link == link && peer.epoch == epoch;
    }

    /** Tells whether the peer brings something, or may say so yet. */
    boolean isOn() {
        return !isOut && isPresent();
    }

    /** Tells whether the peer may be asked for more now: for little while it does not answer. */
    boolean isFree() {
        return isOn() && context != null && requests.size() < (isQuiet() ? 1 : REQUESTS);
    }

    /** Tells whether the peer has said nothing since it was last asked once more. */
    boolean isQuiet() {
        return resent > 0;
    }

    boolean isAsked() {
        return !requests.isEmpty();
    }

    /** Notes a request; returns how many frames may answer it. */
    int asks(long number, Stretch stretch, long now) {
        if (requests.isEmpty() && !isQuiet()) {
            heardAt = now;
        }
        saidAt = now;
        requests.put(number, new Request(stretch, now));
        return frames;
    }

    /** Something else was said to the peer. */
    void said(long now) {
        saidAt = now;
    }

    /** Something that was asked for has come, from whichever source. */
    void came(Stretch stretch) {
        requests.values().removeIf(request -> {
            request.missing = Remainder.without(request.missing, stretch);
            return request.missing.isEmpty();
        });
    }

    /** Notes that the peer has said something. */
    void heard(long now) {
        heardAt = now;
        resent = 0;
    }

    /**
     * Hears a part of an answer.
     *
     * @return what is missing of it and of those before when the answer is over, nothing before
     */
    List<Stretch> answered(long number, int bytes, boolean last, long now) {
        Request request = requests.get(number);
        if (request == null) {
            pace.took(bytes, now - saidAt); // taken back too soon
            return List.of();
        }
        request.bytes += bytes;
        if (!last) {
            return List.of();
        }
        List<Stretch> missing = new ArrayList<>();
        requests.entrySet().removeIf(each -> {
            boolean isOver =
                    each.getKey() <= number; // answers keep the order of requests: what is missing of those got lost
            if (isOver) {
                missing.addAll(each.getValue().missing);
            }
            return isOver;
        });
        long took = now - request.sentAt;
        pace.took(request.bytes, took);
        if (took < SOON_NANOS && request.bytes > 0) {
            frames = Math.min(2 * frames, MAX_FRAMES);
        } else if (took > LATE_NANOS) {
            frames = Math.max(1, frames / 2);
        }
        return missing;
    }

    /** Tells whether the peer owes an answer for longer than some time beside what it takes. */
    boolean isSilent(long nanos, long now) {
        return owes() && now - heardAt > nanos + takesNanos();
    }

    /** Tells whether it is time to ask once more: something got lost. */
    boolean isLate(long now) {
        long patience = (FIRST_NANOS << Math.min(resent, MAX_DOUBLINGS)) + takesNanos();
        return owes() && now - Math.max(heardAt, saidAt) > patience;
    }

    /** Returns how long the next chunk takes, behind another one. */
    private long takesNanos() {
        return pace.nanosFor(2L * frameBytes);
    }

    private boolean owes() {
        return context == null || !requests.isEmpty();
    }

    /** Takes all requests back; returns what is missing of them. */
    List<Stretch> takeBack() {
        List<Stretch> missing = new ArrayList<>();
        requests.values().forEach(request -> missing.addAll(request.missing));
        requests.clear();
        resent++;
        return missing;
    }
}
