package io.latticework.sync.internal.engine;

import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.sync.internal.message.Message.Part;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a piece that is too large for one frame: a user's value, which cannot be split. It shows only whole, and
 * outlives sessions and links, so that the next session goes on where the last one broke off. One piece a peer at a time.
 */
final class Assembly {
    /** More is refused: a value of such a size belongs into several keys. */
    private static final long MAX_BYTES = 64L << 20;

    private final Map<Integer, byte[]> arrived = new HashMap<>();
    private long hash;
    private int parts;
    private long bytes;

    /** Returns the hash of the piece that has come in part, 0 if there is none. */
    long hash() {
        return arrived.isEmpty() ? 0 : hash;
    }

    /** Returns the number of the first part that is missing. */
    int next() {
        int next = 0;
        while (arrived.containsKey(next)) {
            next++;
        }
        return next;
    }

    /**
     * Adds a part; one of another piece takes the place of all there was.
     *
     * @return the whole piece, once all parts are there
     */
    byte @Nullable [] add(Part part) {
        if (part.hash() != hash || part.parts() != parts) {
            clear();
            hash = part.hash();
            parts = part.parts();
        }
        if (part.part() < parts && arrived.putIfAbsent(part.part(), part.bytes()) == null) {
            bytes += part.bytes().length;
        }
        if (bytes > MAX_BYTES) {
            long tooMany = bytes;
            clear();
            throw new LimitExceededException("pieceBytes", MAX_BYTES, tooMany);
        }
        return arrived.size() == parts ? whole() : null;
    }

    private byte[] whole() {
        ByteWriter whole = new ByteWriter();
        for (int part = 0; part < parts; part++) {
            whole.write(arrived.getOrDefault(part, new byte[0]));
        }
        clear();
        return whole.toBytes();
    }

    private void clear() {
        arrived.clear();
        hash = 0;
        parts = 0;
        bytes = 0;
    }
}
