package io.latticework.crdt.internal.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Dots;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The oracle of a counter inside a map: versions that know each single change. A change is carried by the dot that it was
 * written under; when that is folded into another, by the other one. It counts unless its last carrier was removed.
 */
final class CounterVersions {
    private int changes;

    /**
     * A version, real and as it should be.
     *
     * @param real the counter
     * @param amounts the changes seen
     * @param carriers the dots that they were written under
     * @param folds the dots that were folded, with what they were folded into
     * @param removed the dots that were removed
     */
    record Version(
            Segments real,
            Map<Integer, Long> amounts,
            Map<Integer, Long> carriers,
            Map<Long, Long> folds,
            Set<Long> removed) {
        BigInteger expected() {
            long sum = 0;
            for (Map.Entry<Integer, Long> change : amounts.entrySet()) {
                long carrier = carriers.get(change.getKey());
                while (folds.containsKey(carrier)) {
                    carrier = folds.get(carrier);
                }
                sum += removed.contains(carrier) ? 0 : change.getValue();
            }
            return BigInteger.valueOf(sum);
        }

        BigInteger actual() {
            return real.ups().subtract(real.downs());
        }

        Version copy(Segments changed) {
            return new Version(
                    changed,
                    new HashMap<>(amounts),
                    new HashMap<>(carriers),
                    new HashMap<>(folds),
                    new HashSet<>(removed));
        }

        /** Returns all changes ever seen, removed or not. */
        long total() {
            return amounts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    static Version empty(Realm realm) {
        return new Version(
                new Segments(Causal.empty(realm)), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
    }

    Version add(Version version, Author author, long amount) {
        Segments changed = (Segments) version.real.add(author, Math.max(amount, 0), Math.max(-amount, 0));
        Map<Long, String> before = contents(version.real);
        Map<Long, String> after = contents(changed);
        Set<Long> written = new HashSet<>(after.keySet());
        written.removeIf(dot -> after.get(dot).equals(before.get(dot)));
        assertThat(written).as("one write, one dot").hasSize(1);
        long dot = written.iterator().next();
        Version next = version.copy(changed);
        changes++;
        next.amounts.put(changes, amount);
        next.carriers.put(changes, dot);
        before.keySet().stream().filter(old -> !after.containsKey(old)).forEach(old -> next.folds.put(old, dot));
        return checked(next);
    }

    Version remove(Version version, Author author) {
        Causal causal = version.real.causal();
        Version next = version.copy(new Segments(causal.after(null, causal.mint(author))));
        next.removed.addAll(contents(version.real).keySet());
        return checked(next);
    }

    Version merge(Version left, Version right) {
        Version merged = left.copy((Segments) left.real.merge(right.real));
        merged.amounts.putAll(right.amounts);
        merged.carriers.putAll(right.carriers);
        right.folds.forEach((dot, into) -> {
            Long known = merged.folds.put(dot, into);
            assertThat(known == null || known.equals(into)).as("folded twice").isTrue();
        });
        merged.removed.addAll(right.removed);
        return checked(merged);
    }

    private static Version checked(Version version) {
        assertThat(version.actual()).isEqualTo(version.expected());
        assertThat(BigInteger.valueOf(version.real.value())).isEqualTo(version.expected());
        return version;
    }

    private static Map<Long, String> contents(Segments segments) {
        Map<Long, String> contents = new TreeMap<>();
        Dots dots = (Dots) segments.causal().store();
        for (int i = 0; dots != null && i < dots.size(); i++) {
            contents.put(dots.dot(i), dots.content(i).toString());
        }
        return contents;
    }

    /** Returns how many segments a version has alive. */
    static int segments(Version version) {
        return contents(version.real).size();
    }
}
