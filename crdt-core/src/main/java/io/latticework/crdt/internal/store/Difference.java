package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Visits;

/**
 * What a difference of stores needs to know.
 *
 * @param realm the realm of both sides
 * @param mine what this side has seen
 * @param base what the base has seen
 * @param visits counts the nodes that are entered
 */
record Difference(Realm realm, CausalContext mine, CausalContext base, Visits visits) {}
