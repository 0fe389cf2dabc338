package io.latticework.sync.antientropy;

import io.latticework.sync.spi.AntiEntropy.Comparison;
import io.latticework.sync.spi.AntiEntropy.Contact;
import io.latticework.sync.spi.AntiEntropy.View;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks one contact in each period where it stands: all of them in a random order before any comes again, as SWIM probes its
 * members (Das et al., 2002), so that none waits longer than a round. Who does not answer does not hold up the next.
 */
final class Rounds {
    private static final long FIRST_PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

    private final Period period;
    /** Whom this round has asked. */
    private final Set<String> had = new HashSet<>();

    private @Nullable String asked;
    private long askedAt;
    private long patienceNanos;
    private long due;

    Rounds(Period period) {
        this.period = period;
    }

    /** Returns whom to ask now, if anybody. */
    List<Comparison> compare(View view, List<Contact> contacts) {
        boolean unanswered = asked != null && view.nanos() - askedAt >= patienceNanos;
        if (contacts.isEmpty() || !unanswered && view.nanos() < due) {
            return List.of();
        }
        Contact contact = next(view, contacts);
        due = period.next(view.nanos(), view.random());
        asked = contact.name();
        askedAt = view.nanos();
        patienceNanos = Math.max(FIRST_PATIENCE_NANOS, 3 * contact.roundTripNanos());
        return List.of(new Comparison(contact.name(), true, Period.LONGEST.toNanos()));
    }

    private Contact next(View view, List<Contact> contacts) {
        List<Contact> open = contacts.stream()
                .filter(contact -> !had.contains(contact.name()))
                .toList();
        if (open.isEmpty()) {
            had.clear();
            open = contacts;
        }
        Contact next = open.get(Gossip.below(open.size(), view.random()));
        had.add(next.name());
        return next;
    }

    /** A contact's digest came, and was the same or not. */
    void compared(View view, String peer, boolean equal) {
        if (peer.equals(asked)) {
            asked = null;
        }
        if (equal) {
            period.quiet();
        } else {
            period.differing();
            hasten(view);
        }
    }

    /** There is something new. */
    void active(View view) {
        if (period.active()) {
            hasten(view);
        }
    }

    private void hasten(View view) {
        due = Math.min(due, view.nanos() + period.withinNanos());
    }
}
