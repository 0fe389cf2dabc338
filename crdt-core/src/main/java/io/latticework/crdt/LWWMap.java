package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.JsonException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map from keys to plain values, in which the last put of a key wins, and a put wins over a concurrent remove.
 *
 * <p><b>Lattice.</b> That of an {@link ORMap} whose values are {@link LWWRegister}s: this is another view of such a map, with
 * the same type name, bytes and digest, so that one replica may hold as an {@code LWWMap} what another holds as an
 * {@code ORMap}. What is under a key besides a register of these values is left alone, and does not show.
 *
 * <p>A remove takes away the puts that it saw, whatever their stamps. So a removal leaves no tombstone and needs no clock;
 * stamps only choose between concurrent puts of one key.
 *
 * <p><b>Cost</b> for n keys, s concurrent puts of one and r runs in the context: {@link #get} O(log n + s); {@link #put},
 * {@link #remove} O(log n + s + r); {@link #merge}, {@link #deltaFrom} O(d log n + r) for d differing entries;
 * {@link #entries}, {@link #size} O(n); {@link #digest} O(1).
 *
 * <p><b>Garbage.</b> None: removed keys leave nothing behind. The context keeps 16 bytes for each replica.
 *
 * @param <K> the keys, compared by their encoded bytes
 * @param <V> the values
 * @see <a href="https://www.rfc-editor.org/rfc/rfc677">Johnson, Thomas: The Maintenance of Duplicate Databases, RFC 677,
 *     1975</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class LWWMap<K, V> extends BuiltIn<Causal, LWWMap<K, V>> {
    private final Type<K, V> type;

    private LWWMap(Type<K, V> type, Causal causal) {
        super(type, causal);
        this.type = type;
    }

    /** Returns the map before any write. */
    public static <K, V> LWWMap<K, V> empty(ValueCodec<K> keys, ValueCodec<V> values) {
        return type(keys, values).empty();
    }

    /** Returns the descriptor of maps of such keys and values. */
    public static <K, V> CrdtType<LWWMap<K, V>> type(ValueCodec<K> keys, ValueCodec<V> values) {
        return type(Realm.shared(), keys, values);
    }

    /** Returns the descriptor of maps of such keys and values in a realm. */
    public static <K, V> CrdtType<LWWMap<K, V>> type(Realm realm, ValueCodec<K> keys, ValueCodec<V> values) {
        return new Type<>(realm, keys, values);
    }

    private ORMap<K> map() {
        return type.maps.value(kernel());
    }

    private LWWMap<K, V> with(ORMap<K> changed) {
        return with(changed.kernel());
    }

    /** Returns the number of keys. O(n). */
    public int size() {
        return entries().size();
    }

    /** Tells whether there are no keys. O(n). */
    public boolean isEmpty() {
        return entries().isEmpty();
    }

    /** Tells whether a key has a value. */
    public boolean containsKey(K key) {
        return get(key).isPresent();
    }

    /** Returns the value of a key. */
    public Optional<V> get(K key) {
        return map().get(key, type.registers).value();
    }

    /** Returns the keys with their values, in an order that is the same for equal maps of one realm; unmodifiable. O(n). */
    public Map<K, V> entries() {
        Map<K, V> entries = new LinkedHashMap<>();
        for (K key : map().keys()) {
            get(key).ifPresent(value -> entries.put(key, value));
        }
        return Collections.unmodifiableMap(entries);
    }

    /**
     * Returns the map with a value under a key, stamped later than what is here.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the key or the value is too large
     * @throws io.latticework.crdt.error.ClockExhaustedException if no later stamp is left
     */
    public LWWMap<K, V> put(Author author, K key, V value) {
        return with(map().update(author, key, type.registers, register -> register.set(author, value)));
    }

    /** Returns the map without the value of a key; {@code this} if there is none. */
    public LWWMap<K, V> remove(Author author, K key) {
        return with(map().remove(author, key, type.registers));
    }

    private static final class Type<K, V> extends CausalType<LWWMap<K, V>> {
        private final ValueCodec<K> keys;
        private final ValueCodec<V> values;
        private final BuiltInType<Causal, ORMap<K>> maps;
        private final CrdtType<LWWRegister<V>> registers;

        Type(Realm realm, ValueCodec<K> keys, ValueCodec<V> values) {
            super(Shape.MAP.named(ValueCodec.requireName(keys.name())), realm);
            this.keys = keys;
            this.values = values;
            this.maps = ORMap.builtIn(realm, keys);
            this.registers = LWWRegister.type(realm, values);
        }

        @Override
        BuiltInType<Causal, LWWMap<K, V>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, keys, values);
        }

        /** Another replica may have more under this name than a view of registers shows. */
        @Override
        CrdtType<?> knowing(List<CrdtType<?>> types) {
            return ORMap.type(realm(), keys, types);
        }

        @Override
        LWWMap<K, V> value(Causal kernel) {
            return new LWWMap<>(this, kernel);
        }

        @Override
        LWWMap<K, V> write(LWWMap<K, V> bottom, Author author, JsonValue json) {
            LWWMap<K, V> written = bottom;
            for (Map.Entry<String, JsonValue> member : json.asObject().entrySet()) {
                try {
                    written = written.put(
                            author, MapImport.key(keys, member.getKey()), values.fromJson(member.getValue()));
                } catch (JsonException e) {
                    throw e.within("." + member.getKey());
                }
            }
            return written;
        }

        @Override
        public String toJson(LWWMap<K, V> state) {
            return MapJson.of(state.entries(), keys, values);
        }
    }
}
