package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.counter.Segments;
import io.latticework.crdt.internal.counter.Tally;
import io.latticework.crdt.internal.counter.Totals;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.PlainCodec;
import io.latticework.crdt.internal.wire.Shape;
import java.math.BigInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What both counters share. */
final class Counters {
    private Counters() {}

    static void requireNotNegative(long by) {
        if (by < 0) {
            throw new IllegalArgumentException("A counter changes by 0 or more, not by " + by);
        }
    }

    /** The descriptor of a counter. */
    static final class Type<S extends BuiltIn<Tally, S>> extends TwoFormType<Tally, S> {
        private final Shape shape;
        private final BiFunction<Type<S>, Tally, S> value;
        private final Function<S, BigInteger> total;

        Type(Realm realm, Shape shape, BiFunction<Type<S>, Tally, S> value, Function<S, BigInteger> total) {
            super(shape.kind(), realm);
            this.shape = shape;
            this.value = value;
            this.total = total;
        }

        private boolean decrements() {
            return shape == Shape.COUNTER;
        }

        @Override
        BuiltInType<Tally, S> in(Realm target) {
            return target == realm() ? this : new Type<>(target, shape, value, total);
        }

        @Override
        S value(Tally kernel) {
            return value.apply(this, kernel);
        }

        @Override
        Tally bottom() {
            return Totals.empty(realm());
        }

        @Override
        byte[] writePlain(Tally kernel) {
            return PlainCodec.encode((Totals) kernel, name(), decrements());
        }

        @Override
        Tally readPlain(byte[] bytes) {
            return PlainCodec.decodeTotals(bytes, realm(), name(), decrements());
        }

        @Override
        Tally nested(Causal causal) {
            return new Segments(causal);
        }

        /** Also 0 is written, up and down, so that it is there inside of a map. */
        @Override
        S write(S bottom, Author author, JsonValue json) {
            long value = json.asLong();
            if (value < 0 && !decrements()) {
                throw json.unfit("is negative, and the counter only grows");
            }
            if (value == Long.MIN_VALUE) {
                throw json.unfit("is less than one author can count down to");
            }
            if (value == 0) {
                return decrements() ? bottom.with(bottom.kernel().add(author, 1, 1)) : bottom;
            }
            return bottom.with(bottom.kernel().add(author, Math.max(value, 0), Math.max(-value, 0)));
        }

        @Override
        public String toJson(S state) {
            return total.apply(state).toString();
        }
    }
}
