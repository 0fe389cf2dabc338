package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Entries to build tries of, with hashes that are chosen instead of computed. */
final class Samples {
    static final Realm REALM = Realm.of(11, 22, ValueLimits.DEFAULT);
    private static final int WRITER = REALM.index(ReplicaId.of("writer", 1));

    private Samples() {}

    /** How the hashes lie. */
    enum Spread {
        UNIFORM(0),
        FIRST_20_OF_FEW(20),
        FIRST_57_OF_FEW(57),
        FIRST_60_EQUAL(60),
        FIRST_62_EQUAL(62),
        FIRST_63_EQUAL(63),
        ALL_EQUAL(64);

        private final int shared;

        Spread(int shared) {
            this.shared = shared;
        }

        long hash(Random random) {
            long free = random.nextLong();
            if (shared == 0) {
                return free;
            }
            long prefix = shared < 60 ? random.nextInt(3) * 0x5555_5555_5555_5555L : 0xfedc_ba98_7654_3210L;
            long low = shared == 64 ? 0 : -1L >>> shared;
            return prefix & ~low | free & low;
        }
    }

    /** A payload of a few dots. */
    record Load(long dots, long version) implements Payload {
        @Override
        public long laneA(Realm realm, long path, long dot) {
            return realm.laneA(path, dots, version);
        }

        @Override
        public long laneB(Realm realm, long path, long dot) {
            return realm.laneB(path, dots, version);
        }
    }

    static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns an entry with an inline dot, or, for each fourth content, with a payload. No two keys share a dot: digests
     * rest on that, since they hold a key's hash and not its bytes.
     */
    static Entry entry(long hash, byte[] key, int content) {
        long dot = number(key) * 1_024 + content + 1;
        return content % 4 == 3
                ? Entry.of(hash, key, new Load(2 + content % 5, dot))
                : Entry.of(hash, key, Realm.pack(WRITER, dot));
    }

    private static long number(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return text.matches("k[0-9]+")
                ? Long.parseLong(text.substring(1))
                : 1_000_000L + (Arrays.hashCode(key) & 0xFFFF);
    }

    static Entry entry(long hash, int key, int content) {
        return entry(hash, key("k" + key), content);
    }

    /** Returns some entries with different keys, in ascending order. */
    static List<Entry> entries(Random random, Spread spread, int count) {
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(spread.hash(random), i, random.nextInt(1_000)));
        }
        return sorted(entries);
    }

    static List<Entry> sorted(Collection<Entry> entries) {
        return new ArrayList<>(new TreeSet<>(entries));
    }

    static Entry gone(Entry entry) {
        return Entry.gone(entry.hash(), entry.key());
    }

    static NavigableMap<Entry, Entry> index(Collection<Entry> entries) {
        TreeMap<Entry, Entry> index = new TreeMap<>();
        entries.forEach(entry -> index.put(entry, entry));
        return index;
    }

    /** Returns what an entry holds, in a form that compares. */
    static String content(Entry entry) {
        return entry.payload() == null ? "dot " + entry.dot() : entry.payload().toString();
    }

    /** Counts around the two at which shapes change, and any others. */
    static Arbitrary<Integer> counts() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, 23, 24, 25, 26, 95, 97, 191, 192, 193, 768, 769),
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(150, 450),
                Arbitraries.integers().between(0, 2_000));
    }
}
