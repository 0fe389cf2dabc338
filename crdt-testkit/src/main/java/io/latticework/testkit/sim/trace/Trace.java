package io.latticework.testkit.sim.trace;

import io.latticework.testkit.sim.trace.TraceEvent.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happens in a run, as a running hash over all of it, by which two runs can be told to be the same; and, if it
 * records, as a list. Not thread-safe.
 */
public final class Trace {
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private final boolean recording;
    private final List<TraceEvent> events = new ArrayList<>();
    private long hash;
    private long count;

    private Trace(boolean recording) {
        this.recording = recording;
    }

    /** Returns a trace that only hashes. */
    public static Trace hashing() {
        return new Trace(false);
    }

    /** Returns a trace that keeps all events. */
    public static Trace recording() {
        return new Trace(true);
    }

    // checkstyle:off ParameterNumber because all of these tell one frame's event from another's
    /** Notes what happened to a frame. */
    public void frame(long nanos, Kind kind, String node, String peer, long number, Supplier<String> text) {
        add(nanos, kind, node, peer, number);
        if (recording) {
            events.add(new TraceEvent(nanos, kind, node, peer, number, text.get()));
        }
    }
    // checkstyle:on ParameterNumber

    /** Notes what happened at a node, empty if nowhere in particular. */
    public void event(long nanos, Kind kind, String node, String text) {
        add(nanos, kind, node, text, 0);
        if (recording) {
            events.add(new TraceEvent(nanos, kind, node, "", 0, text));
        }
    }

    /** Notes a node's state. */
    public void state(long nanos, String node, long digest) {
        add(nanos, Kind.STATE, node, "", digest);
        if (recording) {
            events.add(new TraceEvent(nanos, Kind.STATE, node, "", digest, ""));
        }
    }

    private void add(long nanos, Kind kind, String node, String peer, long number) {
        fold(nanos);
        fold((long) kind.name().hashCode() << 32 ^ node.hashCode());
        fold(peer.hashCode());
        fold(number);
        count++;
    }

    private void fold(long bits) {
        hash = Long.rotateLeft(hash ^ bits, 27) * PRIME + bits;
    }

    /** Adds the bytes of a frame to the hash. */
    public void bytes(byte[] frame) {
        for (byte each : frame) {
            hash = (hash ^ each) * 0x100000001b3L;
        }
    }

    /** Returns the hash over all events so far. */
    public long hash() {
        return hash;
    }

    /** Returns how many events there were. */
    public long count() {
        return count;
    }

    /** Returns the events, none if the trace does not record. */
    public List<TraceEvent> events() {
        return Collections.unmodifiableList(events);
    }
}
