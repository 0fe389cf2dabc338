package io.latticework.testkit.sim;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.internal.store.Causal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At every change of any state: equal digests mean that the same was seen, and no state goes back, in the order of the
 * lattice. It remembers the last {@value #REMEMBERED} states.
 */
final class Agreement {
    private static final int REMEMBERED = 1 << 12;

    private final Map<String, Causal> last = new HashMap<>();
    private final Map<Digest, CausalContext> byDigest = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, CausalContext> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Checks a node's new state. */
    void changed(String node, Causal state) {
        Digest digest = state.digest();
        CausalContext seen = byDigest.putIfAbsent(digest, state.context());
        Violation.unless(
                seen == null || seen.equals(state.context()),
                "digest",
                node + " has the digest of another state: " + digest);
        Causal before = last.put(node, state);
        Violation.unless(
                before == null || state.merge(before) == state,
                "monotony",
                node + " has gone back to a state that is not above the one before");
    }

    /** A node has ended, or writes on under a new incarnation: it may have forgotten. */
    void forget(String node) {
        last.remove(node);
    }
}
