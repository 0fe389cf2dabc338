package io.latticework.crdt.internal.wire;

import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.trie.Scan;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of all nested types of a message, ascending. Neighbours mostly have one type, so the last one is at hand. */
final class NestedTypeNames {
    /** Each name's place; names are ASCII, and so have one order as bytes and as text. */
    private final TreeMap<byte[], Integer> places = new TreeMap<>(Arrays::compareUnsigned);

    private byte[] last = {};
    private int lastPlace;

    /** Returns the types of everything nested in some stores. */
    static NestedTypeNames of(@Nullable DotStore store, @Nullable DotStore names) {
        NestedTypeNames types = new NestedTypeNames();
        types.gather(store);
        types.gather(names);
        int place = 0;
        for (Map.Entry<byte[], Integer> type : types.places.entrySet()) {
            type.setValue(place++);
        }
        types.last = new byte[0];
        return types;
    }

    private void gather(@Nullable DotStore store) {
        if (store instanceof DotMap map && map.layout() == KeyLayout.TYPED_KEY) {
            Scan scan = new Scan(map.root());
            while (scan.next()) {
                int start = KeyLayout.typeStart(scan.keys(), scan.start());
                if (!isLast(scan.keys(), start, scan.end())) {
                    last = Arrays.copyOfRange(scan.keys(), start, scan.end());
                    places.put(last, 0);
                }
                gather(scan.payload() instanceof DotMap below ? below : null);
            }
        }
    }

    private boolean isLast(byte[] bytes, int start, int end) {
        return Arrays.equals(bytes, start, end, last, 0, last.length);
    }

    void writeTo(ByteWriter out) {
        out.writeVarint(places.size());
        places.keySet().forEach(out::writeBlock);
    }

    /** Returns the place of the name that lies in an array. */
    int place(byte[] bytes, int start, int end) {
        if (!isLast(bytes, start, end)) {
            last = Arrays.copyOfRange(bytes, start, end);
            lastPlace = places.getOrDefault(last, -1);
        }
        return lastPlace;
    }
}
