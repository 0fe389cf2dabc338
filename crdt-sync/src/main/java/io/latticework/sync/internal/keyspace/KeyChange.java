package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.internal.store.Causal;

/**
 * A key that has changed.
 *
 * @param at the key and type
 * @param before what was there; its store is {@code null} if nothing was
 * @param after what is there; its store is {@code null} if nothing is
 * @param origin the name of the peer that it came from, the replica's own for local writes
 */
public record KeyChange(KeyType at, Causal before, Causal after, String origin) {}
