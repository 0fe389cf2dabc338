package io.latticework.testkit.sim;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.Replica;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user's type with a bug: a growing set of numbers, some of which are poison. At nodes where they are, no set with one
 * merges with another set, or no set with one can be read.
 */
record Sour(SortedSet<Long> numbers) implements Crdt<Sour> {
    /** Keeps sets with it from being merged. */
    static final long UNMERGEABLE = 13;
    /** Keeps sets with it from being read. */
    static final long UNREADABLE = 17;

    /** What all nodes write when there is poison. */
    static final String KEY = "sour";
    /** The poison that one node cannot read, and the one that no node can merge. */
    static final int POISON_OF_CODECS = 2;

    static final int POISON_OF_ALL = 3;

    static final CrdtType<Sour> TYPE = CrdtType.of("sour", new Sour(new TreeSet<>()), new Codec());

    Sour with(long number) {
        SortedSet<Long> more = new TreeSet<>(numbers);
        return more.add(number) ? new Sour(more) : this;
    }

    /** Writes what all nodes write at a step: some of them the poison. */
    static void write(Replica replica, String name, Step step) {
        int node = Integer.parseInt(name.substring(1));
        long poison = step.second() == POISON_OF_CODECS ? UNREADABLE : UNMERGEABLE;
        boolean isPoison = (step.first() + 1) % 2 == node % 2;
        long number = isPoison ? poison : 20 + (step.millis() + 7L * node) % 100;
        replica.ref(KEY, TYPE).update((by, sour) -> sour.with(number));
    }

    @Override
    public CrdtType<Sour> type() {
        return TYPE;
    }

    @Override
    public Sour merge(Sour other) {
        if (numbers.contains(UNMERGEABLE) || other.numbers.contains(UNMERGEABLE)) {
            FaultPoint.taste();
        }
        SortedSet<Long> all = new TreeSet<>(numbers);
        return all.addAll(other.numbers) ? new Sour(all) : this;
    }

    private record Codec() implements ValueCodec<Sour> {
        @Override
        public String name() {
            return "sour";
        }

        @Override
        public byte[] encode(Sour value) {
            byte[] bytes = new byte[value.numbers.size()];
            int at = 0;
            for (long number : value.numbers) {
                bytes[at++] = (byte) number;
            }
            return bytes;
        }

        @Override
        public Sour decode(byte[] bytes, int offset, int length) {
            SortedSet<Long> numbers = new TreeSet<>();
            for (byte number : Arrays.copyOfRange(bytes, offset, offset + length)) {
                numbers.add((long) number);
            }
            if (numbers.contains(UNREADABLE)) {
                FaultPoint.taste();
            }
            return new Sour(numbers);
        }
    }
}
