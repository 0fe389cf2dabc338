package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Stores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a root value: flags, the dictionaries of replicas and nested types, the store, a delta's names, and the context. The context is written whole, or, where that has fewer runs, as what it has beyond the live and named dots.
 */
public final class CausalCodec {
    private static final int HAS_STORE = 1;
    private static final int IS_DELTA = 2;
    private static final int HAS_NAMES = 4;
    private static final int CONTEXT_BEYOND_SHOWN = 8;
    private static final int ALL_FLAGS = 15;

    private CausalCodec() {}

    /**
     * Encodes a value; of a view into a map, what is alive there with exactly its dots.
     *
     * @param type the type's full name
     * @param withNames whether a delta's names are written: to be sent, yes; for canonical bytes, no
     */
    public static byte[] encode(Causal valueOrView, String type, boolean withNames) {
        Causal value = valueOrView.detached();
        DotStore names = withNames && namesAreSound(value) ? value.names() : null;
        ByteWriter out = Envelope.open(value.realm(), type);
        int flags = out.room(1);
        Replicas replicas = Replicas.of(value.context());
        replicas.writeTo(out);
        StoreWriter stores = StoreWriter.start(out, replicas, value.store(), names);
        if (value.store() != null) {
            stores.write(value.store());
        }
        if (names != null) {
            stores.writeNames(names, value.store());
        }
        CausalContext beyond = beyond(value.context(), replicas, stores.shown());
        boolean brief = beyond.runs() < value.context().runs();
        replicas.toWire(brief ? beyond : value.context()).writeTo(out);
        out.setByte(
                flags,
                (value.store() == null ? 0 : HAS_STORE)
                        | (withNames && value.isDelta() ? IS_DELTA : 0)
                        | (names == null ? 0 : HAS_NAMES)
                        | (brief ? CONTEXT_BEYOND_SHOWN : 0));
        return Envelope.close(out);
    }

    /** Returns what was seen and does not show; mostly that is nothing, and then it costs nothing to tell. */
    private static CausalContext beyond(CausalContext context, Replicas replicas, WireRuns shown) {
        return shown.dots() == context.size()
                ? CausalContext.empty(context.realm())
                : context.minus(replicas.context(shown));
    }

    /** Joined with a delta that gave wrong paths, a delta may name what is alive: no reader would take that. */
    private static boolean namesAreSound(Causal value) {
        DotStore names = value.names();
        return names != null && !Stores.showTwice(names, value.store());
    }

    /**
     * Returns how many of the replica ids that an encoded value names a realm does not know: what decoding it would intern.
     * No id is interned here, and nothing else is checked.
     *
     * @throws io.latticework.crdt.error.CrdtException if the bytes are no value up to there
     */
    public static int unknownReplicas(byte[] bytes, Realm realm) {
        ByteReader in = Envelope.skip(bytes);
        in.skip(1); // flags
        return Replicas.unknown(in, realm);
    }

    /** Decodes a value of a type, and checks that it keeps the rules of causality. */
    public static Causal decode(byte[] bytes, Realm realm, String type, Lattices lattices) {
        ByteReader in = Envelope.open(bytes, realm, type);
        int flags = in.readByte();
        if (flags > ALL_FLAGS || (flags & HAS_NAMES) != 0 && (flags & IS_DELTA) == 0) {
            throw in.malformed("The flags " + flags + " are not known");
        }
        Replicas replicas = Replicas.read(in, realm);
        List<String> types = StoreReader.readTypes(in);
        StoreReader stores = new StoreReader(in, replicas, types, lattices, false);
        DotStore store = (flags & HAS_STORE) == 0 ? null : notEmpty(in, stores.read(type));
        StoreReader paths = new StoreReader(in, replicas, types, lattices, true);
        DotStore names = (flags & HAS_NAMES) == 0 ? null : notEmpty(in, paths.readNames(type, store));
        WireRuns runs = stores.shown();
        runs.addAll(paths.shown());
        CausalContext shown = replicas.context(runs);
        CausalContext context = replicas.context(WireRuns.read(in, replicas));
        in.requireEnd();
        if ((flags & CONTEXT_BEYOND_SHOWN) != 0) {
            context = context.union(shown);
        }
        requireSound(in, context, shown, runs.dots());
        return (flags & IS_DELTA) == 0 ? Causal.of(store, context) : Causal.delta(store, context, names);
    }

    private static DotStore notEmpty(ByteReader in, @Nullable DotStore store) {
        if (store == null) {
            throw in.malformed("A store is announced and empty");
        }
        return store;
    }

    /** Every shown dot is in the context, and at one path only. */
    private static void requireSound(ByteReader in, CausalContext context, CausalContext shown, long dots) {
        if (!context.containsAll(shown)) {
            throw in.malformed("A dot is not in the context");
        }
        if (shown.size() != dots) {
            throw in.malformed("A dot is at two paths");
        }
    }
}
