package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.Json;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.JsonException;

/**
 * Describes a type of CRDT: its stable name, its empty value, and how its states become bytes. Implementations are
 * immutable and thread-safe; two descriptors are equal if their names are.
 *
 * @param <S> the states
 */
public interface CrdtType<S extends Crdt<S>> {
    /**
     * Returns the type's stable name, the same on all replicas. Nested values are found by their key and this name, so
     * two types under one key never mix.
     */
    String name();

    /** Returns the bottom of the lattice: the state before any write. */
    S empty();

    /** Returns the state's canonical bytes: equal for equal states, on every JVM and for every history. */
    byte[] canonicalBytes(S state);

    /**
     * Returns bytes to send or store. For most states these are the canonical bytes; a delta adds the names of the paths
     * that it removes, which let the receiver apply it without a search.
     */
    default byte[] encode(S state) {
        return canonicalBytes(state);
    }

    /**
     * Returns the state that {@link #encode} or {@link #canonicalBytes} was given.
     *
     * @throws io.latticework.crdt.error.DecodeException if the bytes are damaged, cut short or not of this type
     * @throws io.latticework.crdt.error.LimitExceededException if the state is larger than the limits allow
     */
    S decode(byte[] bytes);

    /** Returns the state's value as JSON text, for people. */
    String toJson(S state);

    /** Returns the state's value as JSON text on several lines, in the same order whatever the history. */
    default String toPrettyJson(S state) {
        return Json.pretty(toJson(state));
    }

    /**
     * Returns the state's value as JSON text that also names the types of all values inside, so that
     * {@link #fromJson} gives them back as they were. The same as {@link #toJson} for types with no others inside.
     */
    default String toTypedJson(S state) {
        return toJson(state);
    }

    /**
     * Returns a new value that shows as the JSON does, written by an author: a fresh start, which knows nothing of the
     * value that the JSON came from, and so adds to it rather than replaces it where the two meet. By default no JSON is
     * read.
     *
     * @throws io.latticework.crdt.error.JsonException if the JSON shows no value of this type
     * @throws io.latticework.crdt.error.LimitExceededException if an element, key or value is too large
     */
    default S fromJson(Author author, JsonValue json) {
        throw new JsonException(
                JsonException.Reason.UNSUPPORTED, "the type " + name() + " reads no JSON; implement CrdtType.fromJson");
    }

    /** Returns a new value that shows as the JSON text does, written by an author. */
    default S fromJson(Author author, String json) {
        return fromJson(author, JsonValue.parse(json));
    }

    /** Returns a digest that is equal exactly when the canonical bytes are. */
    default Digest digest(S state) {
        return Realm.shared().digest(canonicalBytes(state));
    }

    /** Tells whether two states are equal: the same object, or equal digests. */
    default boolean same(S left, S right) {
        return left == right || left.digest().equals(right.digest());
    }

    /**
     * Describes a user's own type.
     *
     * @param name 1 to 64 characters of {@code [a-z0-9._-]}
     * @param empty the bottom of the lattice
     * @param codec canonical bytes of the states
     */
    static <S extends Crdt<S>> CrdtType<S> of(String name, S empty, ValueCodec<S> codec) {
        return new LatticeType<>(name, empty, codec);
    }
}
