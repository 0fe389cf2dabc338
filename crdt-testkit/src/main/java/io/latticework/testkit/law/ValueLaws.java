package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.util.Arrays;
import java.util.List;

/**
 * What people see: values that stay as they are, that all replicas share in the end, and that are what a model expects.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record ValueLaws<S extends Crdt<S>>(CrdtType<S> type) {
    /** Checks {@link Law#VALUES_STAY}: the state's canonical bytes are those that were recorded before. */
    public void unchanged(S state, byte[] recorded) {
        byte[] now = type.canonicalBytes(state);
        if (!Arrays.equals(now, recorded)) {
            throw new Claim<>(Law.VALUES_STAY, type).given("now", state).broken("before: " + Claim.hex(recorded));
        }
    }

    /** Checks {@link Law#REPLICAS_CONVERGE}. */
    public void converged(List<S> states) {
        for (S state : states) {
            new Claim<>(Law.REPLICAS_CONVERGE, type).same("one replica", states.get(0), "another", state);
        }
    }

    /**
     * Checks a value against what was expected.
     *
     * @param law {@link Law#VALUE_AS_MODELLED} or the special case that is at stake
     */
    public void value(Law law, S state, String expectedJson) {
        String json = type.toJson(state);
        if (!json.equals(expectedJson)) {
            throw new Claim<>(law, type).given("state", state).broken("expected " + expectedJson + ", found " + json);
        }
    }

    /** Checks {@link Law#REALM_BYTES}: two states have the same bytes and digest, whatever their interned indices. */
    public void sameBytes(S here, S there) {
        boolean bytes = Arrays.equals(type.canonicalBytes(here), there.type().canonicalBytes(there));
        new Claim<>(Law.REALM_BYTES, type)
                .given("here", here)
                .given("there", there)
                .holds(bytes && here.digest().equals(there.digest()), "bytes or digests differ, equal bytes: " + bytes);
    }
}
