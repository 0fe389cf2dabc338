package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.KeyWrites;
import io.latticework.crdt.internal.store.Renewal;
import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one value that a replica replicates: a map of CRDTs by key and type, under one causal context. Local writes go to
 * cells; the engine alone changes the snapshot.
 */
public final class Keyspace {
    private final Realm realm;
    private final CrdtType<ORMap<String>> type;
    private final LocalAuthor author;
    private final int maxKeys;
    private final Map<KeyType, Cell> cells = new ConcurrentHashMap<>();
    /** The types of the cells of each key. */
    private final Map<String, Set<String>> types = new ConcurrentHashMap<>();

    private final AtomicInteger unfoldedKeys = new AtomicInteger();
    private final Unfolded unfolded;
    /** Writers pass; batches and the fold close it. */
    private final Gate gate = new Gate();

    /** The open batch; only looked at inside the gate. */
    private @Nullable Batch batch;

    /** The cells that do not show yet what the snapshot has. For the engine's thread. */
    private final Stale stale = new Stale();

    private volatile Causal snapshot;
    private volatile Causal stored;

    // checkstyle:off ParameterNumber because a keyspace is all that a replica has
    /**
     * Returns a keyspace.
     *
     * @param initial what is there already
     * @param types the users' types that may be inside
     * @param onDirty called after a local write that waits to be folded
     */
    public Keyspace(Causal initial, List<CrdtType<?>> types, LocalAuthor author, int maxKeys, Runnable onDirty) {
        this.realm = initial.realm();
        this.type = type(realm, types);
        this.author = author;
        this.maxKeys = maxKeys;
        this.unfolded = new Unfolded(onDirty);
        this.snapshot = initial;
        this.stored = initial;
    }
    // checkstyle:on ParameterNumber

    private static CrdtType<ORMap<String>> type(Realm realm, List<CrdtType<?>> types) {
        return ORMap.type(realm, ValueCodec.strings(), types);
    }

    /** Returns what reads pieces of a keyspace in which some users' types may be. */
    public static Function<byte[], Causal> decoder(Realm realm, List<CrdtType<?>> types) {
        CrdtType<ORMap<String>> type = type(realm, types);
        return bytes -> Bridge.get().kernel(type.decode(bytes));
    }

    /** Returns the realm. */
    public Realm realm() {
        return realm;
    }

    /** Returns the type of snapshots, which also reads and writes their pieces. */
    public CrdtType<ORMap<String>> type() {
        return type;
    }

    /** Returns who writes here. */
    public LocalAuthor author() {
        return author;
    }

    /** Returns all that is folded. */
    public Causal snapshot() {
        return snapshot;
    }

    /** Returns what may leave the process: all that is folded and, where there is a store, stored. */
    public Causal stored() {
        return stored;
    }

    /** Notes what may leave the process from now on. For the engine's thread. */
    public void store(Causal upTo) {
        stored = upTo;
    }

    /** Returns what was written here and is not folded yet, as a delta; nothing of it is folded by that. */
    public Causal unfolded() {
        return unfolded.deltas().stream().reduce(Causal::merge).orElseGet(() -> Causal.empty(realm));
    }

    /** Tells whether a local write waits to be folded. */
    public boolean isDirty() {
        return !unfolded.isEmpty();
    }

    /** Tells whether no batch is open: the engine may run within one, as it does in virtual time. */
    public boolean isWhole() {
        gate.enter();
        try {
            return batch == null;
        } finally {
            gate.leave();
        }
    }

    /** Returns a root value as a map. */
    public ORMap<String> map(Causal kernel) {
        return Bridge.get().map(type.empty(), kernel);
    }

    /** Decodes a state, delta or piece. */
    public Causal decode(byte[] bytes) {
        return Bridge.get().kernel(type.decode(bytes));
    }

    /** Encodes a state, delta or piece, a delta with its names. */
    public byte[] encode(Causal kernel) {
        return type.encode(map(kernel));
    }

    /** Returns the cell of a key and type. */
    public Cell cell(KeyType at) {
        Cell known = cells.get(at);
        if (known != null) {
            return known;
        }
        synchronized (cells) {
            return cells.computeIfAbsent(at, absent -> {
                byte[] typedKey = at.typedKey(realm);
                types.computeIfAbsent(at.key(), key -> new CopyOnWriteArraySet<>())
                        .add(at.type());
                long hash = KeyLayout.TYPED_KEY.hash(realm, typedKey);
                return new Cell(at, typedKey, hash, KeyChanges.nested(snapshot, hash, typedKey), unfoldedKeys);
            });
        }
    }

    /** Changes the value of a cell. */
    public void write(Cell cell, BiFunction<Author, Causal, Causal> change) {
        if (cell.value().store() == null) {
            requireRoom();
        }
        if (!unfolded.isTold()) {
            author.readTime(); // once in a window is enough for stamps, and far cheaper
        }
        gate.enter();
        try {
            if (batch != null) {
                batch.enters(cell);
            }
            cell.write(author, change, unfolded);
        } finally {
            gate.leave();
            unfolded.tell();
        }
    }

    private void requireRoom() {
        DotMap store = (DotMap) snapshot.store();
        int keys = (store == null ? 0 : store.root().count()) + unfoldedKeys.get();
        if (keys >= maxKeys) {
            throw new SyncException(
                    Reason.TOO_MANY_KEYS,
                    "There are " + keys + " keys, and the limit is " + maxKeys + "; delete some or raise Limits.keys");
        }
    }

    /**
     * Runs some writes that stay or go together: if they throw, or are too large to be sent as one, all are taken back.
     * Other writers wait meanwhile. A batch within a batch is a part of it.
     */
    public <T> T batch(Supplier<T> writes, int limitBytes) {
        gate.close();
        try {
            return batch == null ? open(new Batch(), writes, limitBytes) : writes.get();
        } finally {
            gate.open();
        }
    }

    private <T> T open(Batch opened, Supplier<T> writes, int limitBytes) {
        boolean whole = false;
        batch = opened;
        try {
            T result = writes.get();
            requireFits(opened.delta(), limitBytes);
            whole = true;
            return result;
        } finally {
            batch = null;
            if (!whole) {
                opened.undo();
            }
            unfolded.tellAgain();
        }
    }

    private void requireFits(@Nullable Causal delta, int limitBytes) {
        int bytes = delta == null ? 0 : encode(delta).length;
        if (bytes > limitBytes) {
            throw new SyncException(
                    Reason.BATCH_TOO_LARGE,
                    "The batch has " + bytes + " bytes, and what travels as one has " + limitBytes
                            + "; nothing of it was written: make smaller ones or raise Limits.frameTargetBytes");
        }
    }

    /** Removes all that is under a key. */
    public boolean delete(String key) {
        boolean any = false;
        for (String each : types(key)) {
            Cell cell = cell(new KeyType(key, each));
            if (cell.value().store() != null) {
                write(cell, (writer, value) -> value.store() == null ? value : value.after(null, value.mint(writer)));
                any = true;
            }
        }
        return any;
    }

    /** Returns the names of the types under a key, those of unfolded writes too, the first by name first. */
    public List<String> types(String key) {
        Set<String> alive = new TreeSet<>(map(snapshot).types(key));
        for (String each : types.getOrDefault(key, Set.of())) {
            if (cell(new KeyType(key, each)).value().store() == null) {
                alive.remove(each);
            } else {
                alive.add(each);
            }
        }
        return new ArrayList<>(alive);
    }

    /** Returns all keys, those of unfolded writes too, in their order. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(map(snapshot).keys());
        cells.forEach((at, cell) -> {
            if (cell.value().store() != null) {
                keys.add(at.key());
            } else if (types(at.key()).isEmpty()) {
                keys.remove(at.key());
            }
        });
        return keys;
    }

    /** Folds all written cells into the snapshot, batches whole; returns what changes if observed. For the engine's thread. */
    public List<KeyChange> fold(String origin, BooleanSupplier observed) {
        List<Cell.Written> written;
        gate.close();
        try {
            if (batch != null) {
                return List.of(); // the engine runs within the batch, as it does in virtual time: it folds afterwards
            }
            stale.retry(this::refresh);
            author.expose();
            written = unfolded.collect();
        } finally {
            gate.open();
        }
        return install(written, origin, observed.getAsBoolean()); // writers need not wait
    }

    private List<KeyChange> install(List<Cell.Written> written, String origin, boolean observed) {
        Causal next;
        List<KeyChange> changes;
        try {
            KeyWrites writes = new KeyWrites(written.size());
            written.forEach(each -> each.addTo(writes));
            next = writes.applyTo(snapshot);
            changes = observed ? KeyChanges.of(next, written, origin) : List.of();
        } catch (RuntimeException | Error e) {
            written.forEach(each -> each.takeBack(unfolded));
            throw e;
        }
        set(next);
        for (Cell.Written each : written) {
            stale.refresh(each.cell(), next.nested(each.after().store()));
        }
        return changes;
    }

    /**
     * Brings cells up to date with which that did not work before. For the engine's thread.
     *
     * @throws RuntimeException what kept them from it, or an error
     */
    public void settle() {
        stale.settle(this::refresh);
    }

    private void refresh(Cell cell) {
        cell.refresh(KeyChanges.nested(snapshot, cell.hash(), cell.typedKey()));
    }

    /** Cells that are made meanwhile show the one or the other. */
    private void set(Causal next) {
        synchronized (cells) {
            snapshot = next;
        }
    }

    /**
     * Folds, and writes on under another incarnation. What the former one wrote after a sequence number is written anew:
     * its dots leave the state as if they had never been, because elsewhere they may mean other writes. For the engine's
     * thread.
     */
    public List<KeyChange> renew(ReplicaId next, long after, String origin) {
        gate.close();
        try {
            stale.retry(this::refresh);
            CausalContext doubtful = author.after(realm, after);
            List<KeyChange> changes = install(unfolded.collect(), origin, true);
            author.become(next);
            synchronized (cells) {
                snapshot = Renewal.renewed(snapshot, doubtful, author);
                stored = Renewal.forgetting(stored, doubtful);
            }
            cells.values().forEach(this::refresh);
            return changes;
        } finally {
            gate.open();
        }
    }

    /**
     * Joins what came from a peer. For the engine's thread.
     *
     * @param all whether to return the changes of keys that nobody here has a cell of, too
     */
    public List<KeyChange> join(Causal remote, String origin, boolean all) {
        Causal before = snapshot;
        Causal joined = before.merge(remote);
        if (joined == before) {
            return List.of();
        }
        Causal delta = changesPathsAlone(remote) ? remote : joined.deltaFrom(before);
        List<KeyChange> changed;
        int known;
        do { // nothing has changed yet, should any of this throw
            known = cells.size();
            changed = new KeyChanges(before, joined, origin)
                    .compare(delta, cells, all)
                    .toList();
        } while (!set(joined, known));
        for (KeyChange change : changed) {
            Cell cell = cells.get(change.at());
            if (cell != null) {
                stale.refresh(cell, change.after());
            }
        }
        return changed;
    }

    /** Installs a snapshot if there are only so many cells: one that was made meanwhile shows the one before. */
    private boolean set(Causal next, int known) {
        synchronized (cells) {
            snapshot = cells.size() == known ? next : snapshot;
            return snapshot == next;
        }
    }

    /** Tells whether a delta changes nothing here but what it shows or names: then no difference need be looked for. */
    private boolean changesPathsAlone(Causal remote) {
        return remote.isDelta() && remote.withoutBare(snapshot.context()) == remote;
    }
}
