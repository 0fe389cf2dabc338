package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a law says about some operands. A claim that does not hold throws with the operands in the message. */
final class Claim<S extends Crdt<S>> {
    private static final int SHOWN_BYTES = 256;

    private final Law law;
    private final CrdtType<S> type;
    private final Map<String, S> operands = new LinkedHashMap<>();

    Claim(Law law, CrdtType<S> type) {
        this.law = law;
        this.type = type;
    }

    /** Names an operand for the message. */
    Claim<S> given(String name, S operand) {
        operands.put(name, operand);
        return this;
    }

    /**
     * Claims that two states are equal in every respect: equals, hash code, digest and canonical bytes. Where equals alone
     * is true, it is the bytes that are at fault.
     */
    void same(String leftName, S left, String rightName, S right) {
        if (left == right) {
            return;
        }
        boolean equal = left.equals(right) && right.equals(left);
        boolean bytes = Arrays.equals(type.canonicalBytes(left), type.canonicalBytes(right));
        boolean digests = left.digest().equals(right.digest());
        boolean hashes = left.hashCode() == right.hashCode();
        if (!equal || !bytes || !digests || !hashes) {
            throw about(equal && !bytes ? Law.BYTES_CANONICAL : law)
                    .given(leftName, left)
                    .given(rightName, right)
                    .broken(leftName + " and " + rightName + " are not the same: equals " + equal + ", hash codes "
                            + hashes + ", digests " + digests + ", canonical bytes " + bytes);
        }
    }

    private Claim<S> about(Law other) {
        Claim<S> claim = new Claim<>(other, type);
        claim.operands.putAll(operands);
        return claim;
    }

    /** Claims that a result is equal to an operand, and the same object. */
    void identical(String resultName, S result, String operandName, S operand) {
        if (result != operand) {
            same(resultName, result, operandName, operand);
            throw about(Law.MERGE_SAME_OBJECT).broken(resultName + " equals " + operandName + " and is another object");
        }
    }

    /** Claims anything else. */
    void holds(boolean condition, String otherwise) {
        if (!condition) {
            throw broken(otherwise);
        }
    }

    BrokenLaw broken(String found) {
        StringBuilder text = new StringBuilder("  ").append(found);
        operands.forEach(
                (name, state) -> text.append("\n  ").append(name).append(" = ").append(describe(state)));
        return new BrokenLaw(law, text.toString(), null);
    }

    private String describe(S state) {
        try {
            return type.toJson(state) + " (" + hex(type.canonicalBytes(state)) + ")";
        } catch (RuntimeException unprintable) {
            return "a state that cannot be printed: " + unprintable;
        }
    }

    /** Returns the number of bytes and, of a reasonable number of them, the hexadecimal digits. */
    static String hex(byte[] bytes) {
        String digits = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
        return bytes.length + " bytes: " + digits + (bytes.length > SHOWN_BYTES ? "..." : "");
    }
}
