package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Visits;

/**
 * What a join of stores needs to know.
 *
 * @param realm the realm of both sides
 * @param left what the left side has seen, of the dots that the right side shows at least
 * @param right what the right side has seen, of the dots that the left side shows at least
 * @param touchedOnly the right side has seen no dot of the left but at the paths of its own store, so that the rest of
 *     the left is not looked at
 * @param visits counts the nodes that are entered
 */
record Join(Realm realm, CausalContext left, CausalContext right, boolean touchedOnly, Visits visits) {}
