package io.latticework.crdt.internal.sequence;

import java.util.Arrays;
import java.util.List;

/** Encoded elements of a list. */
final class Items extends Payload {
    static final Items NONE = new Items(new byte[0][]);

    private static final int LEAF_LENGTH = 128;
    private static final int LENGTH_BYTES = 5;

    private final byte[][] items;

    private Items(byte[][] items) {
        this.items = items;
    }

    /** Returns elements that the caller gives away. */
    static Items of(byte[]... items) {
        return items.length == 0 ? NONE : new Items(items);
    }

    byte[] item(int index) {
        return items[index];
    }

    @Override
    int length() {
        return items.length;
    }

    @Override
    Items slice(int from, int to) {
        return from == 0 && to == items.length ? this : of(Arrays.copyOfRange(items, from, to));
    }

    @Override
    Items replace(int from, int to, Payload with) {
        byte[][] more = ((Items) with).items;
        byte[][] changed = Arrays.copyOf(items, items.length - to + from + more.length);
        System.arraycopy(items, to, changed, from + more.length, items.length - to);
        System.arraycopy(more, 0, changed, from, more.length);
        return of(changed);
    }

    @Override
    Items concat(List<Payload> parts, int length) {
        byte[][] all = new byte[length][];
        int at = 0;
        for (Payload part : parts) {
            System.arraycopy(((Items) part).items, 0, all, at, part.length());
            at += part.length();
        }
        return of(all);
    }

    @Override
    Items none() {
        return NONE;
    }

    @Override
    int leafLength() {
        return LEAF_LENGTH;
    }

    @Override
    int weight(int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += items[i].length + LENGTH_BYTES;
        }
        return bytes;
    }
}
