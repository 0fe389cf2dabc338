package io.latticework.crdt.internal.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.latticework.crdt.causal.Realm;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at tries as they are in memory. */
public final class Shapes {
    private Shapes() {}

    /** Returns the most nodes on a way from the root to an entry. */
    public static int depth(@Nullable Node node) {
        int deepest = 0;
        if (node instanceof Branch branch) {
            for (int slot = 0; slot < branch.slots(); slot++) {
                deepest = Math.max(deepest, depth(branch.child(slot)));
            }
        }
        return node == null ? 0 : deepest + 1;
    }

    /** Checks that two tries agree in kinds of nodes, spans, counts, lanes and arrays. */
    static void assertSame(@Nullable Node actual, @Nullable Node expected) {
        String difference = difference(actual, expected, "root");
        if (!difference.isEmpty()) {
            fail(difference);
        }
    }

    private static String difference(@Nullable Object actual, @Nullable Object expected, String at) {
        if (actual == null || expected == null || actual.getClass() != expected.getClass()) {
            return Objects.equals(actual, expected) ? "" : at + ": " + actual + " instead of " + expected;
        }
        String found = actual instanceof Node ? fields(Node.class, actual, expected, at) : "";
        return found.isEmpty() ? fields(actual.getClass(), actual, expected, at) : found;
    }

    private static String fields(Class<?> type, Object actual, Object expected, String at) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            Object left = read(field, actual);
            Object right = read(field, expected);
            String here = at + "." + field.getName();
            String found = left instanceof Node[] mine && right instanceof Node[] theirs
                    ? children(mine, theirs, here)
                    : Objects.deepEquals(left, right) ? "" : here + " differs";
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String children(Node[] actual, Node[] expected, String at) {
        if (actual.length != expected.length) {
            return at + ": " + actual.length + " instead of " + expected.length;
        }
        for (int i = 0; i < actual.length; i++) {
            String found = difference(actual[i], expected[i], at + "[" + i + "]");
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Checks each node against its entries: order, place, span, count, dots and lanes. */
    static void assertSound(Realm realm, @Nullable Node root, List<Entry> entries) {
        int end = root == null ? 0 : check(realm, root, entries, 0, 0);
        assertThat(end).isEqualTo(entries.size());
    }

    private static int check(Realm realm, Node node, List<Entry> entries, int from, int depth) {
        int to = from + node.count;
        long dots = 0;
        long a = 0;
        long b = 0;
        for (Entry entry : entries.subList(from, to)) {
            dots += entry.dots();
            a += entry.laneA(realm);
            b += entry.laneB(realm);
        }
        assertThat(new long[] {node.dots, node.laneA, node.laneB}).containsExactly(dots, a, b);
        assertThat(node instanceof Branch branch ? branch.span : 0).isEqualTo(Node.span(node.count, depth));
        return node instanceof Branch branch
                ? checkSlots(realm, branch, entries, from, depth)
                : checkLeaf((Leaf) node, entries, from);
    }

    private static int checkSlots(Realm realm, Branch branch, List<Entry> entries, int from, int depth) {
        int next = from;
        for (int slot = 0; slot < branch.slots(); slot++) {
            Node child = branch.child(slot);
            if (child != null) {
                for (Entry entry : entries.subList(next, next + child.count)) {
                    assertThat(Node.slot(entry.hash, depth, branch.span)).isEqualTo(slot);
                }
                next = check(realm, child, entries, next, depth + branch.span);
            }
        }
        return next;
    }

    private static int checkLeaf(Leaf leaf, List<Entry> entries, int from) {
        for (int i = 0; i < leaf.count; i++) {
            Entry entry = entries.get(from + i);
            assertThat(leaf.entry(i)).isEqualByComparingTo(entry);
            assertThat(Samples.content(leaf.entry(i))).isEqualTo(Samples.content(entry));
        }
        return from + leaf.count;
    }
}
