package io.latticework.testkit.toy;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;

/** A small number that merges by any rule, also by one that is no join. */
public record Figure(Rule rule, int value) implements Crdt<Figure> {
    public Figure with(int other) {
        return merge(new Figure(rule, other));
    }

    @Override
    public Rule type() {
        return rule;
    }

    @Override
    public Figure merge(Figure other) {
        int merged = rule.merge(value, other.value) & 0xFF;
        return merged == value ? this : new Figure(rule, merged);
    }

    /** The rule, which is the type. */
    public enum Rule implements CrdtType<Figure> {
        MAX,
        SUM,
        /** Of two different ones the one that beats the other, in a circle of three. */
        CIRCLE,
        LEFT,
        MIDDLE;

        private int merge(int left, int right) {
            return switch (this) {
                case MAX -> Math.max(left, right);
                case SUM -> left + right;
                case CIRCLE -> left == 0 || right == 0 ? left + right : right == left % 3 + 1 ? right : left;
                case LEFT -> left == 0 ? right : left;
                case MIDDLE -> (left + right + 1) / 2;
            };
        }

        @Override
        public Figure empty() {
            return new Figure(this, 0);
        }

        @Override
        public byte[] canonicalBytes(Figure figure) {
            return new byte[] {(byte) figure.value};
        }

        @Override
        public Figure decode(byte[] bytes) {
            if (bytes.length != 1) {
                throw new DecodeException(Reason.MALFORMED, "one byte expected");
            }
            return new Figure(this, bytes[0] & 0xFF);
        }

        @Override
        public String toJson(Figure figure) {
            return Integer.toString(figure.value);
        }
    }
}
