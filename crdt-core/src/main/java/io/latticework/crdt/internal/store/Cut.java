package io.latticework.crdt.internal.store;

import io.latticework.crdt.internal.trie.Entry;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of all entries of all root stores: by hash and key, and below a key by hash and key again. It depends on
 * nobody's state, and need not be the place of any entry.
 *
 * @param steps the hashes and keys from the root down; of a place between hashes the last key is empty
 */
public record Cut(List<Range.Step> steps) implements Comparable<Cut> {
    /** Before everything. */
    public static final Cut START = new Cut(List.of());

    /** Makes a cut that nobody changes. */
    public Cut {
        steps = List.copyOf(steps);
    }

    @Override
    public int compareTo(Cut other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            Range.Step theirs = other.steps.get(i);
            int order = compare(steps.get(i).hash(), steps.get(i).key(), theirs.hash(), theirs.key());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    /** Compares an entry at some depth with the step of this cut there. */
    int order(Entry entry, int depth) {
        Range.Step step = steps.get(depth);
        return compare(entry.hash(), entry.key(), step.hash(), step.key());
    }

    private static int compare(long hash, byte[] key, long otherHash, byte[] otherKey) {
        int order = Long.compareUnsigned(hash, otherHash);
        return order != 0 ? order : Arrays.compareUnsigned(key, otherKey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cut that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return steps.stream().mapToInt(step -> Long.hashCode(step.hash())).reduce(1, (sum, next) -> 31 * sum + next);
    }
}
