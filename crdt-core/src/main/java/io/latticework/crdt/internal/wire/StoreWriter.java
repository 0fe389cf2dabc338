package io.latticework.crdt.internal.wire;

import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.trie.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes stores of any shape, with the dictionaries that they share. */
final class StoreWriter {
    private final ByteWriter out;
    private final Replicas replicas;
    private final List<String> types;

    StoreWriter(ByteWriter out, Replicas replicas, List<String> types) {
        this.out = out;
        this.replicas = replicas;
        this.types = types;
    }

    /** Returns the names of all nested types, in their order. */
    static List<String> types(@Nullable DotStore store, @Nullable DotStore names) {
        Set<String> types = new TreeSet<>();
        addTypes(store, types);
        addTypes(names, types);
        return new ArrayList<>(types);
    }

    private static void addTypes(@Nullable DotStore store, Set<String> types) {
        if (store instanceof DotMap map && map.layout() == KeyLayout.TYPED_KEY) {
            map.root().forEach(entry -> {
                types.add(KeyLayout.typeOf(entry.key()));
                addTypes(DotMap.store(entry), types);
            });
        }
    }

    static void writeTypes(ByteWriter out, List<String> types) {
        out.writeVarint(types.size());
        for (String type : types) {
            out.writeBlock(type.getBytes(StandardCharsets.UTF_8));
        }
    }

    void write(DotStore store) {
        if (store instanceof Dots dots) {
            writeDots(dots);
        } else if (store instanceof DotMap map && map.layout() != KeyLayout.TYPED_KEY) {
            SetBody.write(out, replicas, map);
        } else if (store instanceof DotMap map) {
            out.writeVarint(map.root().count());
            map.root().forEach(this::writeEntry);
        }
    }

    private void writeEntry(Entry entry) {
        out.writeBlock(KeyLayout.keyOf(entry.key()));
        out.writeVarint(Collections.binarySearch(types, KeyLayout.typeOf(entry.key())));
        write(DotMap.store(entry));
    }

    private void writeDots(Dots dots) {
        List<long[]> order = new ArrayList<>(dots.size());
        for (int i = 0; i < dots.size(); i++) {
            order.add(new long[] {replicas.toWire(dots.dot(i)), i});
        }
        order.sort((left, right) -> Long.compare(left[0], right[0]));
        out.writeVarint(dots.size());
        for (long[] each : order) {
            replicas.writeDot(out, each[0]);
            dots.content((int) each[1]).writeTo(out);
        }
    }
}
