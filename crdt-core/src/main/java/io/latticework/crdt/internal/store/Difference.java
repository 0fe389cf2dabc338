package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Visits;

/**
 * What a difference of stores needs to know.
 *
 * @param realm the realm of both sides
 * @param common what both sides have seen: of this, one side has removed what only the other side shows
 * @param visits counts the nodes that are entered
 */
record Difference(Realm realm, CausalContext common, Visits visits) {}
