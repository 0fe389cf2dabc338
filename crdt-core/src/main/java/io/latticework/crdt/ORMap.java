package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Nest;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.wire.Lattices;
import io.latticework.crdt.internal.wire.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map from keys to CRDTs of any type, maps included: removing a key removes what the remover saw of it at all depths,
 * concurrent updates survive, and a key that comes back starts afresh.
 *
 * <p><b>Lattice.</b> A dot store by key and type, and one context for the whole tree, whatever its depth. The join
 * decides by dots, path by path. Bottom is the empty map that has seen nothing.
 *
 * <p><b>Keys.</b> A key is there if anything below it is alive. Two types under one key both stay: each is read by its
 * type, and {@link #toJson} shows the one whose name comes first. A user's own {@link Crdt} lives under a <em>birth
 * dot</em>: removing its key also takes away what is concurrently written to that birth.
 *
 * <p><b>Cost</b> for n keys at a level and r runs in the context: {@link #get} O(log n); {@link #update} and
 * {@link #remove} O(log n + r) for each level; {@link #merge}, {@link #deltaFrom} O(d log n + r) for d differing entries
 * at any depth; {@link #size} O(n); {@link #digest} O(1).
 *
 * <p><b>Garbage.</b> None: removed keys leave no tombstones at any depth.
 *
 * @param <K> the keys
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018,
 *     section 7.4</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class ORMap<K> extends BuiltIn<Causal, ORMap<K>> {
    static {
        Bridge.register(new MapBridge());
    }

    private final ValueCodec<K> codec;

    private ORMap(Type<K> type, Causal causal) {
        super(type, causal);
        this.codec = type.codec;
    }

    /** Returns the map before any write. */
    public static <K> ORMap<K> empty(ValueCodec<K> keys) {
        return type(keys).empty();
    }

    /** Returns the descriptor of maps with such keys, which can decode built-in types inside. */
    public static <K> CrdtType<ORMap<K>> type(ValueCodec<K> keys) {
        return type(Realm.shared(), keys, List.of());
    }

    /**
     * Returns the descriptor of maps with such keys in a realm.
     *
     * @param types the users' types that encoded maps may have inside, at any depth; built-in ones are always known, and
     *     are given only to show values of users' codecs as JSON and to read them from it
     */
    public static <K> CrdtType<ORMap<K>> type(Realm realm, ValueCodec<K> keys, List<CrdtType<?>> types) {
        return new Type<>(realm, keys, new NestedTypes(types));
    }

    /** Returns the descriptor of maps of built-in types, for those who are a view of one. */
    static <K> BuiltInType<Causal, ORMap<K>> builtIn(Realm realm, ValueCodec<K> keys) {
        return new Type<>(realm, keys, new NestedTypes(List.of()));
    }

    /** Returns the number of keys. O(n). */
    public int size() {
        return keys().size();
    }

    /** Tells whether there are no keys. */
    public boolean isEmpty() {
        return kernel().store() == null;
    }

    /** Tells whether anything of whatever type is under a key. */
    public boolean containsKey(K key) {
        return !types(key).isEmpty();
    }

    /** Returns the keys, in an order that is the same for equal maps of one realm; unmodifiable. O(n). */
    public Set<K> keys() {
        Set<K> keys = new LinkedHashSet<>();
        Node root = root();
        if (root != null) {
            root.forEach(entry -> keys.add(codec.decode(KeyLayout.keyOf(entry.key()))));
        }
        return Collections.unmodifiableSet(keys);
    }

    /** Returns the names of the types under a key, in their order: none if the key is not there. */
    public List<String> types(K key) {
        List<String> types = new ArrayList<>();
        forEachEntry(codec.encode(key), entry -> types.add(KeyLayout.typeOf(entry.key())));
        Collections.sort(types);
        return Collections.unmodifiableList(types);
    }

    /**
     * Returns the value of a type under a key: the empty one if there is none. It is a view for reading; to change it,
     * use {@link #update}.
     */
    public <S extends Crdt<S>> S get(K key, CrdtType<S> type) {
        Nest<S> nest = Nests.of(type);
        return nest.view(kernel().nested(find(KeyLayout.typedKey(codec.encode(key), nest.nameBytes()))));
    }

    /**
     * Returns the map with a changed value under a key; {@code this} if the change returns what it was given.
     *
     * <pre>{@code map.update(author, "visits", PNCounter.TYPE, visits -> visits.increment(author, 3))}</pre>
     *
     * @param change gets the value under the key, the empty one if there is none, and returns it after some writes by
     *     {@code author}; a value made elsewhere is merged in
     * @throws io.latticework.crdt.error.CausalityException if the change returns a value that lives at another path
     * @throws io.latticework.crdt.error.LimitExceededException if the key is too large or the map too deep
     */
    public <S extends Crdt<S>> ORMap<K> update(Author author, K key, CrdtType<S> type, UnaryOperator<S> change) {
        Nest<S> nest = Nests.of(type);
        byte[] typedKey = KeyLayout.typedKey(Limits.element(kernel().realm(), codec.encode(key)), nest.nameBytes());
        long hash = KeyLayout.TYPED_KEY.hash(kernel().realm(), typedKey);
        @Nullable Causal[] changes = new Causal[1];
        Node changed = new Editor(kernel().realm()).revise(root(), hash, typedKey, old -> {
            Causal before = kernel().nested(old == null ? null : DotMap.store(old));
            Causal nested = nest.change(before, author, change);
            if (nested == before) {
                return null;
            }
            changes[0] = nested;
            return DotMap.entry(hash, typedKey, nested.store());
        });
        Causal after = changes[0];
        return after == null ? this : with(kernel().with(DotMap.of(KeyLayout.TYPED_KEY, changed), after.context()));
    }

    /** Returns the map without a key, all types under it; {@code this} if it is not there. */
    public ORMap<K> remove(Author author, K key) {
        List<Entry> edits = new ArrayList<>();
        forEachEntry(codec.encode(key), entry -> edits.add(Entry.gone(entry.hash(), entry.key())));
        return without(author, edits);
    }

    /** Returns the map without the value of one type under a key; {@code this} if it is not there. */
    public ORMap<K> remove(Author author, K key, CrdtType<?> type) {
        String name = type instanceof BuiltInType<?, ?> ? type.name() : Shape.LATTICE_PREFIX + type.name();
        List<Entry> edits = new ArrayList<>();
        forEachEntry(codec.encode(key), entry -> {
            if (KeyLayout.typeOf(entry.key()).equals(name)) {
                edits.add(Entry.gone(entry.hash(), entry.key()));
            }
        });
        return without(author, edits);
    }

    private ORMap<K> without(Author author, List<Entry> edits) {
        return edits.isEmpty() ? this : with(kernel().after(edited(edits), kernel().mint(author)));
    }

    /** Returns the map without any of the keys that are in it now; {@code this} if there are none. */
    public ORMap<K> clear(Author author) {
        return isEmpty() ? this : with(kernel().after(null, kernel().mint(author)));
    }

    /** Returns the map as JSON text that names the types of all values, so that {@link CrdtType#fromJson} restores them. */
    public String toTypedJson() {
        return type().toTypedJson(this);
    }

    private @Nullable DotMap edited(List<Entry> edits) {
        return DotMap.of(KeyLayout.TYPED_KEY, new Editor(kernel().realm()).edit(root(), edits));
    }

    private @Nullable DotStore find(byte[] typedKey) {
        DotMap store = (DotMap) kernel().store();
        return store == null ? null : store.find(KeyLayout.TYPED_KEY.hash(kernel().realm(), typedKey), typedKey);
    }

    /** Shows the entries of all types under a key, which lie side by side. */
    private void forEachEntry(byte[] key, Consumer<Entry> action) {
        Node root = root();
        if (root != null) {
            long hash = kernel().realm().hashKey(key, 0, key.length);
            root.forEach(hash, Long.SIZE, entry -> {
                if (Arrays.equals(KeyLayout.keyOf(entry.key()), key)) {
                    action.accept(entry);
                }
            });
        }
    }

    private @Nullable Node root() {
        DotMap store = (DotMap) kernel().store();
        return store == null ? null : store.root();
    }

    private static final class Type<K> extends CausalType<ORMap<K>> {
        private final ValueCodec<K> codec;
        private final NestedTypes nested;

        Type(Realm realm, ValueCodec<K> codec, NestedTypes nested) {
            super(Shape.MAP.named(ValueCodec.requireName(codec.name())), realm);
            this.codec = codec;
            this.nested = nested;
        }

        @Override
        BuiltInType<Causal, ORMap<K>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec, nested);
        }

        @Override
        CrdtType<?> knowing(List<CrdtType<?>> types) {
            return new Type<>(realm(), codec, new NestedTypes(types));
        }

        @Override
        ORMap<K> value(Causal kernel) {
            return new ORMap<>(this, kernel);
        }

        @Override
        Lattices lattices() {
            return nested;
        }

        @Override
        ORMap<K> write(ORMap<K> bottom, Author author, JsonValue json) {
            return new MapImport(author, nested).write(bottom, codec, json);
        }

        @Override
        public String toJson(ORMap<K> state) {
            return MapJson.of(state.kernel(), codec, nested);
        }

        @Override
        public String toTypedJson(ORMap<K> state) {
            return MapJson.typed(state.kernel(), codec, nested);
        }
    }
}
