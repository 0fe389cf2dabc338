package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Delta;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Cuts and encodes deltas into frames, and numbers them. */
final class Packer {
    private final Keyspace keyspace;
    private final int frameBytes;
    private long numbers;

    /**
     * Returns a packer.
     *
     * @param frameBytes about how large a frame is
     */
    Packer(Keyspace keyspace, int frameBytes) {
        this.keyspace = keyspace;
        this.frameBytes = frameBytes;
    }

    /** Returns a number that no delta had before. */
    long nextNumber() {
        return ++numbers;
    }

    /** Returns the parts that a delta is cut into, one by one. */
    Iterator<Causal> parts(Causal delta) {
        boolean mayFit = entries(delta) <= frameBytes; // each has a byte at least
        return mayFit && keyspace.encode(delta).length <= frameBytes
                ? List.of(delta).iterator()
                : delta.split(frameBytes).iterator();
    }

    private static long entries(Causal delta) {
        long live = delta.store() == null ? 0 : delta.store().dots();
        return live + (delta.names() == null ? 0 : delta.names().dots());
    }

    /** Encodes the parts of one delta. */
    List<Delta> frames(long number, List<Causal> parts) {
        List<Delta> frames = new ArrayList<>(parts.size());
        for (Causal part : parts) {
            frames.add(new Delta(number, frames.size(), parts.size(), keyspace.encode(part)));
        }
        return frames;
    }

    /** Tells whether a frame is too large to be pushed, because a user's value cannot be split. */
    boolean exceeds(List<Delta> frames) {
        return frames.stream().anyMatch(frame -> frame.piece().length > 2 * frameBytes);
    }
}
