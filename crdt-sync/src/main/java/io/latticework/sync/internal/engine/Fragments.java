package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.sync.internal.message.Message.Fragment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are larger than a frame: a user's value that cannot be split travels as bytes and shows only whole. One
 * message at a time is put together for each link, the one that was begun last; what is lost is sent again as anything
 * else.
 */
final class Fragments {
    /** The most that is put together: a value above it does not travel. */
    static final int MAX_BYTES = 64 << 20;

    private final long number;
    private final int parts;
    private final Map<Integer, byte[]> arrived = new HashMap<>();
    private long bytes;

    private Fragments(long number, int parts) {
        this.number = number;
        this.parts = parts;
    }

    /** Cuts a message. */
    static List<Fragment> cut(long number, byte[] message, int targetBytes) {
        int parts = (message.length + targetBytes - 1) / targetBytes;
        List<Fragment> fragments = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int start = part * targetBytes;
            byte[] bytes = Arrays.copyOfRange(message, start, Math.min(message.length, start + targetBytes));
            fragments.add(new Fragment(number, part, parts, bytes));
        }
        return fragments;
    }

    /** Returns what a link has put together after a further part, {@code null} if the whole would be too large. */
    static @Nullable Fragments add(@Nullable Fragments before, Fragment part) {
        boolean continues = before != null && before.number == part.number() && before.parts == part.parts();
        Fragments fragments = before != null && continues ? before : new Fragments(part.number(), part.parts());
        if (part.part() < part.parts() && fragments.arrived.putIfAbsent(part.part(), part.bytes()) == null) {
            fragments.bytes += part.bytes().length;
        }
        return fragments.bytes > MAX_BYTES ? null : fragments;
    }

    boolean isWhole() {
        return arrived.size() == parts;
    }

    /** Returns the whole message. */
    byte[] toMessage() {
        ByteWriter whole = new ByteWriter();
        for (int part = 0; part < parts; part++) {
            whole.write(arrived.getOrDefault(part, new byte[0]));
        }
        return whole.toBytes();
    }
}
