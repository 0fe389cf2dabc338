package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Delta;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts and encodes deltas into frames, and numbers them. */
final class Packer {
    private static final byte[] NOTHING = {};

    private final Keyspace keyspace;
    private final int frameBytes;
    private long numbers;
    /** What was encoded last, and its bytes. */
    private @Nullable Causal encoded;

    private byte[] encoding = NOTHING;

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
        return mayFit(delta) && encode(delta).length <= frameBytes
                ? List.of(delta).iterator()
                : delta.split(frameBytes).iterator();
    }

    /** Tells whether it is worth while to encode a delta to see whether it fits into a frame: most that do not are plain to see. */
    private boolean mayFit(Causal delta) {
        long live = Stores.leastBytes(delta.store(), frameBytes);
        return live <= frameBytes
                && live + (delta.names() == null ? 0 : delta.names().dots()) <= frameBytes;
    }

    /** Encodes a delta or a part; what was encoded just now, to see whether it fits, is not encoded again. */
    private byte[] encode(Causal part) {
        byte[] bytes = part == encoded ? encoding : keyspace.encode(part);
        encoded = part;
        encoding = bytes;
        return bytes;
    }

    /** Encodes the parts of one delta. */
    List<Delta> frames(long number, List<Causal> parts) {
        List<Delta> frames = new ArrayList<>(parts.size());
        for (Causal part : parts) {
            frames.add(new Delta(number, frames.size(), parts.size(), encode(part)));
        }
        encoded = null;
        encoding = NOTHING;
        return frames;
    }

    /** Tells whether a frame is too large to be pushed, because a user's value cannot be split. */
    boolean exceeds(List<Delta> frames) {
        return frames.stream().anyMatch(frame -> frame.piece().length > 2 * frameBytes);
    }
}
