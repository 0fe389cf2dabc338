package io.latticework.crdt.internal.wire;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

/** Writes random values by the grammar of the format, with a slip of the pen here and there. */
final class Scribble {
    private static final String[] TYPES = {
        "2pset<string>",
        "ewflag",
        "gcounter",
        "gset<string>",
        "lww<string>",
        "max<string>",
        "min<string>",
        "mv<string>",
        "ormap<string>",
        "orset<string>",
        "pncounter"
    };
    private static final String[] REPLICAS = {"a", "b"};
    private static final int STORE = 1;
    private static final int DELTA = 2;
    private static final int NAMES = 4;
    private static final int BEYOND = 8;

    private final Forge out;
    private final Random random;
    private final int slips;
    private long next = 1;
    private long lastStamp;

    private Scribble(Forge out, long seed, int slips) {
        this.out = out;
        this.random = new Random(seed);
        this.slips = slips;
    }

    /** Writes a value in dotted form with slips. */
    static void value(Forge out, String type, long seed) {
        new Scribble(out, seed, 30).value(type);
    }

    /** Writes a value in dotted form without slips. */
    static void rightValue(Forge out, String type, long seed) {
        new Scribble(out, seed, Integer.MAX_VALUE).value(type);
    }

    /** Writes a counter's lines with slips. */
    static Forge counter(Forge out, boolean decrements, long seed) {
        Scribble scribble = new Scribble(out.replicas(REPLICAS), seed, 15);
        int lines = scribble.random.nextInt(4);
        scribble.numbers(lines);
        for (int i = 0; i < lines; i++) {
            scribble.numbers(i / 2, 1 + i % 2, 1 + scribble.random.nextInt(500));
            scribble.numbers(decrements ? new long[] {scribble.random.nextInt(500)} : new long[0]);
        }
        return out;
    }

    /** Writes a register's one write with slips. */
    static Forge register(Forge out, long seed) {
        Scribble scribble = new Scribble(out, seed, 15);
        scribble.numbers(1, scribble.random.nextLong() >>> (2 + scribble.random.nextInt(60)), 1, 'a');
        out.raw(new byte[8]);
        int length = scribble.random.nextInt(4);
        scribble.numbers(length);
        return out.junk(length);
    }

    /** Writes the elements of a plain set with slips; most are in the wrong order. */
    static Forge elements(Forge out, long seed) {
        Scribble scribble = new Scribble(out, seed, 15);
        int count = scribble.random.nextInt(4);
        scribble.numbers(count);
        for (int i = 0; i < count; i++) {
            scribble.numbers(1);
            out.raw('a' + scribble.random.nextInt(26));
        }
        return out;
    }

    /** Writes the value of a register of the greatest with slips. */
    static Forge greatest(Forge out, long seed) {
        Scribble scribble = new Scribble(out, seed, 8);
        int length = scribble.random.nextInt(4);
        scribble.numbers(1, length);
        for (int i = 0; i < length; i++) {
            out.raw((int) scribble.slip('v'));
        }
        return out;
    }

    private void numbers(long... right) {
        out.numbers(Arrays.stream(right).map(this::slip).toArray());
    }

    private long slip(long right) {
        if (random.nextInt(slips) != 0) {
            return right;
        }
        return switch (random.nextInt(4)) {
            case 0 -> right + 1;
            case 1 -> Math.max(0, right - 1);
            case 2 -> random.nextInt(8);
            default -> random.nextLong() >>> random.nextInt(64);
        };
    }

    /** All dots are of replica a and ascend, whatever is written. */
    private void value(String type) {
        int flags = random.nextInt(16);
        flags |= (flags & NAMES) != 0 ? DELTA : 0;
        numbers(flags);
        out.replicas(REPLICAS).types(TYPES);
        String shape = type.replace("*", "");
        if ((flags & STORE) != 0) {
            store(shape, 0, false);
        }
        if ((flags & NAMES) != 0) {
            store(shape, 0, true);
        }
        long first = (flags & BEYOND) != 0 ? next : 1;
        long last = next - 1 + random.nextInt(3);
        numbers(first > last ? new long[] {0} : new long[] {1, 0, 0, first - 1, last - first});
    }

    private void store(String type, int depth, boolean bare) {
        switch (type) {
            case "orset<string>", "gset<string>" -> set('w', 2);
            case "2pset<string>" -> twoPhase();
            case "ormap<string>" -> map(depth, bare);
            default -> dots(type, bare);
        }
    }

    private void twoPhase() {
        if (random.nextBoolean()) {
            set(1, 2);
        } else {
            set(0, 17);
        }
    }

    /** Writes elements that start with one byte and are so many bytes long. */
    private void set(int first, int length) {
        int count = 1 + random.nextInt(3);
        boolean several = random.nextInt(3) == 0;
        numbers(count, 1, 0, 0, next - 1, count - 1);
        next += count;
        numbers(several ? new long[] {1, count - 1, 0, 0, next++} : new long[] {0});
        numbers(length, count - 1);
        for (int i = 0; i < count; i++) {
            out.raw((int) slip(first));
            out.raw(new byte[length - 2]);
            out.raw('a' + i);
        }
    }

    private void map(int depth, boolean bare) {
        int count = 1 + random.nextInt(2);
        numbers(count);
        for (int i = 0; i < count; i++) {
            int type = random.nextInt(TYPES.length);
            type = depth > 2 && TYPES[type].startsWith("ormap") ? 0 : type;
            numbers(bare ? new long[] {0, 1} : new long[] {1});
            out.raw('k' + i);
            numbers(type);
            store(TYPES[type], depth + 1, bare);
        }
    }

    private void dots(String type, boolean bare) {
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            long sequence = next++;
            numbers(i + 1 < count ? 1 : 0, sequence);
            if (!bare) {
                content(type, sequence);
            }
        }
    }

    private long stamp() {
        long distance = random.nextInt(1_000) + 1 - lastStamp;
        lastStamp += distance;
        return (distance << 1 ^ distance >> 63) + 1;
    }

    private void content(String type, long sequence) {
        if (type.equals("ewflag")) {
            numbers(0, 1, random.nextInt(2));
            return;
        }
        if (type.endsWith("counter")) {
            long folded = sequence > 2 && random.nextBoolean() ? 1 + random.nextInt((int) sequence - 1) : 0;
            long down = type.startsWith("p") ? 1 : 0;
            numbers(folded == 0 ? sequence : 1, random.nextInt(300), down, folded);
            numbers(
                    folded == 0
                            ? LongStream.empty().toArray()
                            : new long[] {5, down, 1 + random.nextInt((int) folded)});
        } else {
            numbers(type.startsWith("lww") ? new long[] {stamp(), random.nextInt(3), 1} : new long[] {0, 1});
            out.raw((int) slip('v'));
        }
    }
}
