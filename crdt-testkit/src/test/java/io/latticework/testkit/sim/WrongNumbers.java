package io.latticework.testkit.sim;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.sync.PNCounterRef;
import io.latticework.sync.Ref;
import io.latticework.sync.Replica;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counters, registers and codecs with the bugs of others' libraries. */
final class WrongNumbers {
    /** Totals by name. */
    static final Toy.Kind<Totals> TOTALS =
            new Toy.Kind<>("totals", Totals.EMPTY, ValueCodec.json(Totals.class), Totals::merge);

    private WrongNumbers() {}

    /** Totals by name; {@code right} is what a right counter would have. */
    record Totals(Map<String, Long> of, Map<String, Long> right) {
        static final Totals EMPTY = new Totals(Map.of(), Map.of());

        Totals {
            of = new TreeMap<>(of);
            right = new TreeMap<>(right);
        }

        Totals add(String name, String trueName, long amount) {
            Totals next = new Totals(of, right);
            next.of.merge(name, amount, Long::sum);
            next.right.merge(trueName, 1L, Long::sum);
            return next;
        }

        Totals adopt(String by, String left) {
            Totals next = new Totals(of, right);
            Long total = by.equals(left) ? null : next.of.remove(left);
            if (total != null) {
                next.of.merge(by, total, Long::sum);
            }
            return next;
        }

        Totals merge(Totals other) {
            Totals both = new Totals(of, right);
            other.of.forEach((name, total) -> both.of.merge(name, total, Math::max));
            other.right.forEach((name, total) -> both.right.merge(name, total, Math::max));
            return both;
        }

        private static long sum(Map<String, Long> totals) {
            return totals.values().stream().mapToLong(each -> each).sum();
        }
    }

    static boolean isRight(Replica replica) {
        Totals totals = Toys.state(replica, TOTALS.type).value();
        return Totals.sum(totals.of) == Totals.sum(totals.right);
    }

    static boolean isNotNegative(Replica replica) {
        return Totals.sum(Toys.state(replica, TOTALS.type).value().of) >= 0;
    }

    static boolean counterIsNotNegative(Replica replica) {
        return replica.pnCounter(Toys.KEY).value() >= 0;
    }

    /** Whoever adopts the total of a replica that has left takes no note of it, and others adopt it again. */
    static Workload pruningWithoutMarker() {
        return Toys.changing(
                TOTALS,
                (by, value, choice, number) -> choice % 10 == 0
                        ? value.adopt(by.replica().name(), "n0")
                        : value.add(by.replica().name(), by.replica().name(), 1));
    }

    /** Totals are kept by a part of the id, which replicas share. */
    static Workload truncatingIds() {
        return Toys.changing(
                TOTALS,
                (by, value, choice, number) -> value.add(
                        by.replica().name().substring(0, 1), by.replica().name(), 1));
    }

    /** Large amounts are added without a look at the bounds. */
    static Workload overflowing() {
        return Toys.changing(
                TOTALS,
                (by, value, choice, number) ->
                        value.add(by.replica().name(), by.replica().name(), Long.MAX_VALUE / 8));
    }

    /** A counter is reset by taking away what is seen of it, so that two resets at once take it away twice. */
    static Workload resettingBySubtracting() {
        return Toys.of((replica, choice, number) -> {
            PNCounterRef counter = replica.pnCounter(Toys.KEY);
            if (choice % 4 == 0 && counter.value() > 0) {
                counter.decrement(counter.value());
            } else {
                counter.increment(1 + choice % 5);
            }
        });
    }

    /** A value with a version. */
    record Versioned(long version, String value) {
        static final Versioned EMPTY = new Versioned(0, "");

        Versioned merge(Versioned other) {
            boolean newer = other.version > version || other.version == version && other.value.compareTo(value) > 0;
            return newer ? other : this;
        }

        /** On equal versions each side keeps its own. */
        Versioned keep(Versioned other) {
            return other.version > version ? other : this;
        }
    }

    /** A value that was deleted starts to count at 1 again, and the old tombstone is above it. */
    static Workload forgettingVersions() {
        Toy.Kind<Versioned> kind =
                new Toy.Kind<>("doomed", Versioned.EMPTY, ValueCodec.json(Versioned.class), Versioned::merge);
        return Toys.of(List.of(kind.type), (replica, choice, number) -> {
            Ref<Toy<Versioned>> ref = replica.ref(Toys.KEY, kind.type);
            Ref<Toy<Versioned>> tombstone = replica.ref("tombstone", kind.type);
            long version = ref.state().value().version;
            if (choice % 4 == 0 && version > 0) {
                tombstone.update((by, toy) -> toy.with(new Versioned(version, "")));
                replica.delete(Toys.KEY);
                return;
            }
            ref.update((by, toy) -> toy.with(new Versioned(version + 1, "v" + number)));
            Toys.require(
                    ref.state().value().version > tombstone.state().value().version,
                    "what is written after a deletion is there");
        });
    }

    /** A write is stamped by the writer's own clock, whatever stamps it has seen. */
    static Workload ignoringStamps() {
        Toy.Kind<Versioned> kind =
                new Toy.Kind<>("stamped", Versioned.EMPTY, ValueCodec.json(Versioned.class), Versioned::merge);
        return Toys.of(List.of(kind.type), (replica, choice, number) -> {
            Ref<Toy<Versioned>> ref = replica.ref(Toys.KEY, kind.type);
            Versioned before = ref.state().value();
            ref.update((by, toy) -> toy.with(stamped(by, number).merge(before)));
            Toys.require(ref.state().value().value.equals("v" + number), "who writes reads what was written");
        });
    }

    private static Versioned stamped(Author by, int number) {
        return new Versioned(by.nextStamp(HybridTimestamp.ZERO).packed(), "v" + number);
    }

    /** Two writes with equal stamps: each side keeps its own. */
    static Workload keepingItsOwnOnTies() {
        return Toys.changing(
                new Toy.Kind<>("ties", Versioned.EMPTY, ValueCodec.json(Versioned.class), Versioned::keep),
                (by, value, choice, number) -> new Versioned(value.version + 1, "v" + number));
    }

    /** A length is written in too few bits, so that what was taken in here cannot be read there. */
    static Workload truncatingLengths() {
        return Toys.changing(
                new Toy.Kind<>(
                        "short", "", new ShortText(), (mine, theirs) -> theirs.compareTo(mine) > 0 ? theirs : mine),
                (by, value, choice, number) -> value.length() > 30 ? value : value + (char) ('a' + choice % 26));
    }

    private record ShortText() implements ValueCodec<String> {
        @Override
        public String name() {
            return "short";
        }

        @Override
        public byte[] encode(String value) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            byte[] bytes = new byte[1 + (text.length & 15)];
            bytes[0] = (byte) (text.length & 15);
            System.arraycopy(text, 0, bytes, 1, bytes.length - 1);
            return bytes;
        }

        @Override
        public String decode(byte[] bytes, int offset, int length) {
            int from = offset + 1;
            return new String(Arrays.copyOfRange(bytes, from, from + bytes[offset]), StandardCharsets.UTF_8);
        }
    }
}
