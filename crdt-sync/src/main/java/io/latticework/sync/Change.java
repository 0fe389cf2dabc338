package io.latticework.sync;

import io.latticework.crdt.Crdt;

/**
 * A change of a key.
 *
 * @param key the key
 * @param type the name of the value's type
 * @param before the value before, the empty one if there was none
 * @param value the value now, the empty one if the key was removed
 * @param removed whether the key is not there any more
 * @param origin the name of the replica that the change came from
 * @param <S> the values
 */
public record Change<S extends Crdt<S>>(String key, String type, S before, S value, boolean removed, String origin) {}
