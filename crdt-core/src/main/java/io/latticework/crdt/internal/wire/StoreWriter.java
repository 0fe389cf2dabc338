package io.latticework.crdt.internal.wire;

import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.sort.Radix;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Stamps;
import io.latticework.crdt.internal.trie.Scan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes stores of any shape, with the dictionaries that they share. */
final class StoreWriter {
    private final ByteWriter out;
    private final Replicas replicas;
    private final NestedTypeNames types;
    private final WireRuns shown = new WireRuns();
    private final Stamps stamps = new Stamps();

    private StoreWriter(ByteWriter out, Replicas replicas, NestedTypeNames types) {
        this.out = out;
        this.replicas = replicas;
        this.types = types;
    }

    /** Writes the types of all nested values, and returns a writer of their stores. */
    static StoreWriter start(ByteWriter out, Replicas replicas, @Nullable DotStore store, @Nullable DotStore names) {
        NestedTypeNames types = NestedTypeNames.of(store, names);
        types.writeTo(out);
        return new StoreWriter(out, replicas, types);
    }

    /** Returns all dots written so far. */
    WireRuns shown() {
        return shown;
    }

    void write(DotStore store) {
        if (store instanceof Dots dots) {
            writeDots(dots);
        } else if (store instanceof DotMap map && map.layout() != KeyLayout.TYPED_KEY) {
            SetBody.write(out, replicas, map, shown);
        } else if (store instanceof DotMap map) {
            writeMap(map);
        }
    }

    private void writeMap(DotMap map) {
        out.writeVarint(map.root().count());
        shown.expect(map.root().count());
        Scan scan = new Scan(map.root());
        while (scan.next()) {
            int type = KeyLayout.typeStart(scan.keys(), scan.start());
            out.write(scan.keys(), scan.start(), type - scan.start()); // the key is a block there as here
            out.writeVarint(types.place(scan.keys(), type, scan.end()));
            if (scan.payload() instanceof DotStore store) {
                write(store);
            } else {
                writeDot(replicas.toWire(scan.dot()), (Content) scan.payload(), false);
            }
        }
    }

    /**
     * Writes a delta's names: like a store, but that a map's entry that {@code beside} has too is told by its place there, as
     * what replaces something is at its path.
     */
    void writeNames(DotStore names, @Nullable DotStore beside) {
        if (!(names instanceof DotMap map) || map.layout() != KeyLayout.TYPED_KEY) {
            write(names);
            return;
        }
        out.writeVarint(map.root().count());
        Scan scan = new Scan(map.root());
        Keys others = Keys.of(beside);
        while (scan.next()) {
            Scan other = others.find(scan);
            if (other == null) {
                int type = KeyLayout.typeStart(scan.keys(), scan.start());
                out.writeVarint(0).write(scan.keys(), scan.start(), type - scan.start());
                out.writeVarint(types.place(scan.keys(), type, scan.end()));
            } else {
                out.writeVarint(others.steps());
            }
            if (scan.payload() instanceof DotStore store) {
                writeNames(store, other != null && other.payload() instanceof DotStore there ? there : null);
            } else {
                writeDot(replicas.toWire(scan.dot()), (Content) scan.payload(), false);
            }
        }
    }

    private void writeDots(Dots dots) {
        long[] wireDots = new long[dots.size()];
        Arrays.setAll(wireDots, i -> replicas.toWire(dots.dot(i)));
        int left = wireDots.length;
        for (int at : Radix.order(wireDots, wireDots.length, 0)) {
            writeDot(wireDots[at], dots.content(at), --left > 0);
        }
    }

    private void writeDot(long wireDot, @Nullable Content content, boolean more) {
        replicas.writeDot(out, wireDot, more);
        shown.add(wireDot, wireDot);
        if (content != null) {
            content.writeTo(out, stamps);
        }
    }
}
