package io.latticework.sync.antientropy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.latticework.sync.spi.AntiEntropy;
import io.latticework.sync.spi.Randomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Epidemic dissemination (Demers et al., 1987): who hears something new passes it on to a few others, chosen at random, as
 * long as it is new to them; and in each period each replica compares digests with one other, and with all before any comes again, which finds what was
 * missed. An unanswered comparison is tried with another peer after 500 ms or three round trips, so that lost messages and crashed
 * peers hardly delay anybody. After something new the periods are short, then longer and longer: the few replicas that gossip
 * did not reach are found within seconds, by whichever of their contacts asks first.
 *
 * <p>Where replicas say in which region they are, what is new goes to peers of the same region, and from its writer to one
 * peer of each other region, with about one copy more. Comparisons with other regions have a period of their own, four times as long, so that who alone
 * connects two regions compares them in time, however many are nearby.
 *
 * <p>Not thread-safe; one instance for one replica.
 */
public final class Gossip implements AntiEntropy {
    /** To how many peers what is new goes: three reach 94 % of a large cluster, and digests find the rest. */
    public static final int FAN_OUT = 3;
    /** How often what is new is passed on: well over the logarithm of any cluster's size to the base of the fan-out. */
    public static final int HOPS = 10;

    /** Comparisons with other regions are so much rarer than those nearby, until all are as rare as can be. */
    private static final int FAR = 4;

    private final int fanOut;
    private final Rounds near;
    private final Rounds far;

    private Gossip(Duration usual, int fanOut) {
        this.fanOut = fanOut;
        this.near = new Rounds(Period.eager(usual));
        this.far = new Rounds(Period.eager(usual.multipliedBy(FAR)));
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
        return new Gossip(usual, fanOut);
    }

    @Override
    public Mode mode(View view) {
        return Mode.GOSSIP;
    }

    @Override
    public List<String> passOn(View view, int hops) {
        List<String> chosen = new ArrayList<>();
        if (hops < HOPS) {
            List<String> nearby = new ArrayList<>(names(nearby(view)));
            for (int i = 0; i < fanOut && !nearby.isEmpty(); i++) {
                chosen.add(nearby.remove(below(nearby.size(), view.random())));
            }
            boolean crosses = hops == 0 || hops == 1 && below(fanOut, view.random()) == 0;
            if (crosses) {
                byRegion(view).values().forEach(region -> chosen.add(any(region, view.random())));
            }
        }
        return chosen;
    }

    private static List<Contact> nearby(View view) {
        return view.contacts().stream()
                .filter(contact -> contact.region().equals(view.region()))
                .toList();
    }

    private static List<Contact> elsewhere(View view) {
        return view.contacts().stream()
                .filter(contact -> !contact.region().equals(view.region()))
                .toList();
    }

    private static Map<String, List<String>> byRegion(View view) {
        return elsewhere(view).stream()
                .collect(groupingBy(Contact::region, TreeMap::new, mapping(Contact::name, toList())));
    }

    private static List<String> names(List<Contact> contacts) {
        return contacts.stream().map(Contact::name).toList();
    }

    static int below(int bound, Randomness random) {
        return (int) Math.floorMod(random.bits(), (long) bound);
    }

    private static String any(List<String> names, Randomness random) {
        return names.get(below(names.size(), random));
    }

    @Override
    public List<Comparison> compare(View view) {
        List<Contact> nearby = nearby(view);
        if (nearby.isEmpty()) {
            return near.compare(view, view.contacts());
        }
        List<Comparison> due = new ArrayList<>(near.compare(view, nearby));
        due.addAll(far.compare(view, elsewhere(view)));
        return due;
    }

    @Override
    public void compared(View view, String peer, boolean equal) {
        List<String> nearby = names(nearby(view));
        (nearby.isEmpty() || nearby.contains(peer) ? near : far).compared(view, peer, equal);
    }

    @Override
    public void active(View view) {
        near.active(view);
        far.active(view);
    }
}
