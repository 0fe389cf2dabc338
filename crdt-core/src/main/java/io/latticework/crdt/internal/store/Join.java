package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Visits;

/**
 * What a join of stores needs to know.
 *
 * @param realm the realm of both sides
 * @param common what both sides have seen: of this, one side has removed what only the other side shows
 * @param touchedOnly the right side has seen no dot of the left but at the paths of its own store, so that the rest of
 *     the left is not looked at
 * @param visits counts the nodes that are entered
 */
record Join(Realm realm, CausalContext common, boolean touchedOnly, Visits visits) {}
