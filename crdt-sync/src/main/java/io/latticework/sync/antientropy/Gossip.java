package io.latticework.sync.antientropy;

import io.latticework.sync.spi.AntiEntropy;
import io.latticework.sync.spi.Randomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Epidemic dissemination (Demers et al., 1987): who hears something new passes it on to a few others, chosen at random, as
 * long as it is new to them; and in each period each replica compares digests with one other, which finds what was missed.
 * An unanswered comparison is tried with another peer after 500 ms or three round trips, so that lost messages and crashed
 * peers hardly delay anybody. After something new the periods are short, then longer and longer: the few replicas that gossip
 * did not reach are found within seconds, by whichever of their contacts asks first.
 *
 * <p>Where replicas say in which region they are, what is new goes to peers of the same region, and from its writer to one
 * peer of each other region, with about one copy more; one comparison in four is with another region.
 *
 * <p>Not thread-safe; one instance for one replica.
 */
public final class Gossip implements AntiEntropy {
    /** To how many peers what is new goes: three reach 94 % of a large cluster, and digests find the rest. */
    public static final int FAN_OUT = 3;
    /** How often what is new is passed on: well over the logarithm of any cluster's size to the base of the fan-out. */
    public static final int HOPS = 10;

    private static final long FIRST_PATIENCE_NANOS = Duration.ofMillis(500).toNanos();
    private static final int REMOTE_ONE_IN = 4;

    private final int fanOut;
    private final Period period;
    private @Nullable String asked;
    private long askedAt;
    private long patienceNanos;
    private long due;

    private Gossip(int fanOut, Period period) {
        this.fanOut = fanOut;
        this.period = period;
    }

    /**
     * Returns a gossip.
     *
     * @param usual the period of comparisons while something happens
     * @param fanOut to how many peers what is new goes
     * @throws IllegalArgumentException if one is not positive
     */
    public static Gossip every(Duration usual, int fanOut) {
        if (usual.isNegative() || usual.isZero() || fanOut < 1) {
            throw new IllegalArgumentException("A period and a fan-out are positive, not " + usual + " and " + fanOut);
        }
        return new Gossip(fanOut, Period.eager(usual));
    }

    @Override
    public Mode mode(View view) {
        return Mode.GOSSIP;
    }

    @Override
    public List<String> passOn(View view, int hops) {
        List<String> chosen = new ArrayList<>();
        if (hops < HOPS) {
            List<String> near = new ArrayList<>(near(view));
            for (int i = 0; i < fanOut && !near.isEmpty(); i++) {
                chosen.add(near.remove(below(near.size(), view.random())));
            }
            boolean crosses = hops == 0 || hops == 1 && below(fanOut, view.random()) == 0;
            if (crosses) {
                byRegion(view).values().forEach(region -> chosen.add(any(region, view.random())));
            }
        }
        return chosen;
    }

    private static List<String> near(View view) {
        return view.contacts().stream()
                .filter(contact -> contact.region().equals(view.region()))
                .map(Contact::name)
                .toList();
    }

    private static Map<String, List<String>> byRegion(View view) {
        Map<String, List<String>> regions = new TreeMap<>();
        for (Contact contact : view.contacts()) {
            if (!contact.region().equals(view.region())) {
                regions.computeIfAbsent(contact.region(), absent -> new ArrayList<>())
                        .add(contact.name());
            }
        }
        return regions;
    }

    private static int below(int bound, Randomness random) {
        return (int) Math.floorMod(random.bits(), (long) bound);
    }

    private static String any(List<String> names, Randomness random) {
        return names.get(below(names.size(), random));
    }

    @Override
    public List<Comparison> compare(View view) {
        boolean unanswered = asked != null && view.nanos() - askedAt >= patienceNanos;
        if (view.contacts().isEmpty() || !unanswered && view.nanos() < due) {
            return List.of();
        }
        Contact contact = another(view);
        due = period.next(view.nanos(), view.random());
        asked = contact.name();
        askedAt = view.nanos();
        patienceNanos = Math.max(FIRST_PATIENCE_NANOS, 3 * contact.roundTripNanos());
        return List.of(new Comparison(contact.name(), true, Period.LONGEST.toNanos()));
    }

    /** Returns a contact, another than the last if there is one, now and then one of another region. */
    private Contact another(View view) {
        List<Contact> all = view.contacts();
        boolean remote = below(REMOTE_ONE_IN, view.random()) == 0;
        List<Contact> wanted = all.stream()
                .filter(contact -> !contact.name().equals(asked))
                .filter(contact -> contact.region().equals(view.region()) != remote)
                .toList();
        List<Contact> choice = wanted.isEmpty() ? all : wanted;
        return choice.get(below(choice.size(), view.random()));
    }

    @Override
    public void compared(View view, String peer, boolean equal) {
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

    @Override
    public void active(View view) {
        if (period.active()) {
            hasten(view);
        }
    }

    private void hasten(View view) {
        due = Math.min(due, view.nanos() + period.withinNanos());
    }
}
