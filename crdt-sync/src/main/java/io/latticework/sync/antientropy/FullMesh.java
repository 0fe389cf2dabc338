package io.latticework.sync.antientropy;

import io.latticework.sync.spi.AntiEntropy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each replica pushes what it writes to all others, and compares digests with each now and then: the fewest copies and the
 * shortest way, for about ten replicas that all reach each other. Digests are compared once in a period, a second by default;
 * a pair at rest stretches it by halves, up to 30 s, and a pair that differs halves it, down to 200 ms.
 *
 * <p>Not thread-safe; one instance for one replica.
 */
public final class FullMesh implements AntiEntropy {
    private final Duration usual;
    private final Map<String, Pair> pairs = new HashMap<>();

    /** When to compare with one peer. */
    private static final class Pair {
        final Period period;
        long due;

        Pair(Period period, long due) {
            this.period = period;
            this.due = due;
        }
    }

    private FullMesh(Duration usual) {
        this.usual = usual;
    }

    /**
     * Returns a full mesh.
     *
     * @param usual the period of comparisons while something happens
     * @throws IllegalArgumentException if the period is not positive
     */
    public static FullMesh every(Duration usual) {
        if (usual.isNegative() || usual.isZero()) {
            throw new IllegalArgumentException("A period is positive, not " + usual);
        }
        return new FullMesh(usual);
    }

    @Override
    public Mode mode(View view) {
        return Mode.DIRECT;
    }

    @Override
    public List<String> passOn(View view, int hops) {
        return view.contacts().stream().map(Contact::name).toList();
    }

    @Override
    public List<Comparison> compare(View view) {
        List<Comparison> due = new ArrayList<>();
        for (Contact contact : view.contacts()) {
            Pair pair = pairs.computeIfAbsent(contact.name(), absent -> new Pair(Period.of(usual), view.nanos()));
            if (view.nanos() >= pair.due) {
                pair.due = pair.period.next(view.nanos(), view.random());
                due.add(new Comparison(contact.name(), false, pair.period.withinNanos()));
            }
        }
        if (pairs.size() > view.contacts().size()) {
            forgetAllBut(view.contacts());
        }
        return due;
    }

    private void forgetAllBut(List<Contact> contacts) {
        pairs.keySet().retainAll(contacts.stream().map(Contact::name).toList());
    }

    @Override
    public void compared(View view, String peer, boolean equal) {
        Pair pair = pairs.get(peer);
        if (pair != null && equal) {
            pair.period.quiet();
        } else if (pair != null) {
            pair.period.differing();
            hasten(view, pair);
        }
    }

    @Override
    public void active(View view) {
        for (Pair pair : pairs.values()) {
            if (pair.period.active()) {
                hasten(view, pair);
            }
        }
    }

    private static void hasten(View view, Pair pair) {
        pair.due = Math.min(pair.due, view.nanos() + pair.period.withinNanos());
    }
}
