package io.latticework.crdt.internal.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against a sort that compares. */
class RadixTest {
    /** Sizes where one way of sorting ends and another starts, and some others. */
    private static final int[] SIZES = {0, 1, 2, 3, 39, 40, 41, 100, 255, 256, 257, 4_095, 4_096, 4_097, 10_000};

    private static void check(long[] numbers, int size, int lowest) {
        int[] expected = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing(at -> numbers[at] >>> lowest, Long::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] before = numbers.clone();
        assertThat(Radix.order(numbers, size, lowest)).isEqualTo(expected);
        assertThat(numbers).isEqualTo(before);
    }

    private static void checkAllSizes(LongSupplier source) {
        for (int size : SIZES) {
            long[] numbers = new long[size + 5];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = source.getAsLong();
            }
            for (int lowest : new int[] {0, 1, 42, 48, 63}) {
                check(numbers, size, lowest);
            }
        }
    }

    @Test
    void ordersNumbersOfAllBits() {
        checkAllSizes(new Random(1)::nextLong);
    }

    @Test
    void ordersNumbersThatLieClose() {
        Random random = new Random(2);
        checkAllSizes(() -> (long) random.nextInt(3) << 40 | random.nextInt(100_000));
    }

    @Test
    void keepsTheOrderOfEqualNumbers() {
        Random random = new Random(3);
        checkAllSizes(() -> random.nextInt(4) * 0x1111_1111_1111_1111L);
        checkAllSizes(() -> -1);
    }

    @Property(tries = 300)
    void ordersAnyNumbersByAnyBits(
            @ForAll long seed,
            @ForAll @IntRange(max = 6_000) int size,
            @ForAll @IntRange(max = 63) int lowest,
            @ForAll long varying) {
        long[] numbers =
                new Random(seed).longs(size).map(each -> each & varying).toArray();
        check(numbers, size, lowest);
    }
}
