package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.store.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The descriptor of a built-in type: how kernels become values, bytes and JSON. */
abstract class BuiltInType<K extends Kernel<K>, S extends BuiltIn<K, S>> implements CrdtType<S> {
    private final String name;
    private final byte[] nameBytes;
    private final Realm realm;

    BuiltInType(String name, Realm realm) {
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.realm = realm;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Returns the bytes of the name, not to be changed. */
    final byte[] nameBytes() {
        return nameBytes;
    }

    final Realm realm() {
        return realm;
    }

    /** Returns the same type in another realm. */
    abstract BuiltInType<K, S> in(Realm target);

    /** Returns the type by which to show all that such a value may have inside, some types given. */
    CrdtType<?> knowing(List<CrdtType<?>> types) {
        return this;
    }

    /** Returns the value of a kernel of this type's realm. */
    abstract S value(K kernel);

    /** Returns the kernel before any write. */
    abstract K bottom();

    /** Returns a value after the writes by which it shows as the JSON does; given is the one before any. */
    S write(S bottom, Author author, JsonValue json) {
        return CrdtType.super.fromJson(author, json);
    }

    /** Encodes a kernel, with the names of a delta or without. */
    abstract byte[] write(K kernel, boolean withNames);

    /** Decodes a kernel. */
    abstract K read(byte[] bytes);

    @Override
    public final S empty() {
        return value(bottom());
    }

    @Override
    public final byte[] canonicalBytes(S state) {
        return write(state.kernel().in(realm), false);
    }

    @Override
    public final byte[] encode(S state) {
        return write(state.kernel().in(realm), true);
    }

    @Override
    public final S decode(byte[] bytes) {
        return value(read(bytes));
    }

    @Override
    public final S fromJson(Author author, JsonValue json) {
        return write(empty(), author, json);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof BuiltInType<?, ?> that && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public final String toString() {
        return name;
    }
}
