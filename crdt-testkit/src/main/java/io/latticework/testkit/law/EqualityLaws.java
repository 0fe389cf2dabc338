package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States are equal exactly when their digests are and exactly when their canonical bytes are.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record EqualityLaws<S extends Crdt<S>>(CrdtType<S> type) {
    /** Checks both laws for each pair of some states. */
    public void pairwise(List<S> states) {
        for (int i = 0; i < states.size(); i++) {
            contract(states.get(i));
            for (int j = i; j < states.size(); j++) {
                agree(states.get(i), states.get(j));
            }
        }
    }

    /** Checks {@link Law#EQUALS_CONTRACT} for one state. */
    public void contract(S state) {
        Claim<S> claim = new Claim<>(Law.EQUALS_CONTRACT, type).given("x", state);
        claim.holds(equal(state, state), "x.equals(x) is false");
        claim.holds(!equal(state, null), "x.equals(null) is true");
        claim.holds(!equal(state, new Object()), "x equals an object of another class");
        int hash = state.hashCode();
        claim.holds(hash == state.hashCode(), "x.hashCode() is not the same twice");
    }

    private static boolean equal(Object left, @Nullable Object right) {
        return left.equals(right);
    }

    /** Checks {@link Law#EQUALITY_AGREES} and the symmetry of equals for two states. */
    public void agree(S a, S b) {
        boolean equal = a.equals(b);
        boolean digests = a.digest().equals(b.digest());
        boolean bytes = Arrays.equals(type.canonicalBytes(a), type.canonicalBytes(b));
        Claim<S> contract = new Claim<>(Law.EQUALS_CONTRACT, type).given("a", a).given("b", b);
        contract.holds(b.equals(a) == equal, "a.equals(b) is " + equal + " and b.equals(a) is not");
        if (equal != bytes || digests != bytes) {
            throw new Claim<>(Law.EQUALITY_AGREES, type)
                    .given("a", a)
                    .given("b", b)
                    .broken("a.equals(b) is " + equal + ", equal digests is " + digests + ", equal bytes is " + bytes);
        }
        contract.holds(!equal || a.hashCode() == b.hashCode(), "a equals b, but their hash codes differ");
        contract.holds(type.same(a, b) == equal, "a.equals(b) is " + equal + " and type.same(a, b) is not");
    }
}
