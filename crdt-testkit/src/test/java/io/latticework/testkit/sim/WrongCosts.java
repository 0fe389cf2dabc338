package io.latticework.testkit.sim;

import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.sim.Effort.Counted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** A set of numbers in a list, of which a small frame makes much work, or not. */
final class WrongCosts {
    /** So many elements come with each write. */
    private static final int AT_ONCE = 25;

    private static final int MOST = 1000;

    private WrongCosts() {}

    /** Each element is looked for in the whole of the other list. */
    static Workload quadratic() {
        return numbers("quadratic", WrongCosts::searched);
    }

    /** Both lists are gone through once, in order. */
    static Workload linear() {
        return numbers("linear", WrongCosts::zipped);
    }

    private static Workload numbers(String name, BinaryOperator<List<Counted<Integer>>> merge) {
        Toy.Kind<List<Counted<Integer>>> kind = new Toy.Kind<>(name, List.of(), new Numbers(), merge);
        return Toys.changing(kind, (by, value, choice, number) -> {
            List<Counted<Integer>> more = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                more.add(new Counted<>(number % (MOST / AT_ONCE) * AT_ONCE + i));
            }
            return zipped(value, more);
        });
    }

    private static List<Counted<Integer>> searched(List<Counted<Integer>> mine, List<Counted<Integer>> theirs) {
        List<Counted<Integer>> all = new ArrayList<>(mine);
        for (Counted<Integer> each : theirs) {
            if (!mine.contains(each)) {
                all.add(each);
            }
        }
        all.sort(null);
        return all;
    }

    private static List<Counted<Integer>> zipped(List<Counted<Integer>> mine, List<Counted<Integer>> theirs) {
        List<Counted<Integer>> all = new ArrayList<>();
        int here = 0;
        int there = 0;
        while (here < mine.size() || there < theirs.size()) {
            int order = here == mine.size()
                    ? 1
                    : there == theirs.size() ? -1 : mine.get(here).compareTo(theirs.get(there));
            all.add(order <= 0 ? mine.get(here) : theirs.get(there));
            here += order <= 0 ? 1 : 0;
            there += order >= 0 ? 1 : 0;
        }
        return all;
    }

    private record Numbers() implements ValueCodec<List<Counted<Integer>>> {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public byte[] encode(List<Counted<Integer>> value) {
            ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * value.size());
            value.forEach(each -> bytes.putShort(each.element().shortValue()));
            return bytes.array();
        }

        @Override
        public List<Counted<Integer>> decode(byte[] bytes, int offset, int length) {
            ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
            List<Counted<Integer>> value = new ArrayList<>();
            while (in.hasRemaining()) {
                value.add(new Counted<>((int) in.getShort()));
            }
            return value;
        }
    }
}
