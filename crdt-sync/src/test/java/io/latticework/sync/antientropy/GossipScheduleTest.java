package io.latticework.sync.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.spi.AntiEntropy.Comparison;
import io.latticework.sync.spi.AntiEntropy.Contact;
import io.latticework.sync.spi.AntiEntropy.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whom gossip compares with, and how long anybody waits for it, at rest too. */
class GossipScheduleTest {
    private static final long TICK = Duration.ofMillis(100).toNanos();
    private static final Duration USUAL = Duration.ofSeconds(1);

    private record Asked(long nanos, String peer) {}

    /** Asks for half an hour, during which everybody agrees and answers at once. */
    private static List<Asked> rest(List<Contact> contacts, String region, long seed) {
        Gossip gossip = Gossip.every(USUAL, Gossip.FAN_OUT);
        SplittableRandom random = new SplittableRandom(seed);
        List<Asked> asked = new ArrayList<>();
        for (long now = 0; now < Duration.ofMinutes(30).toNanos(); now += TICK) {
            View view = new View(now, region, contacts, random::nextLong);
            for (Comparison comparison : gossip.compare(view)) {
                gossip.compared(view, comparison.peer(), true);
                asked.add(new Asked(now, comparison.peer()));
            }
        }
        return asked;
    }

    private static List<Contact> contacts(String region, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Contact(prefix + i, region, 1_000_000))
                .toList();
    }

    @Property(tries = 50)
    void allAreAskedBeforeAnyComesAgain(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int peers) {
        List<String> asked = rest(contacts("", "p", peers), "", seed).stream()
                .map(Asked::peer)
                .toList();
        assertThat(asked.size()).isGreaterThan(2 * peers);
        for (int i = 0; i + peers <= asked.size(); i += peers) {
            assertThat(asked.subList(i, i + peers)).doesNotHaveDuplicates();
        }
    }

    @Property(tries = 50)
    void whoAloneLeadsElsewhereIsAskedInTime(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int nearby) {
        List<Contact> contacts = new ArrayList<>(contacts("here", "p", nearby));
        contacts.addAll(contacts("there", "bridge", 1));
        List<Long> moments = rest(contacts, "here", seed).stream()
                .filter(asked -> asked.peer().startsWith("bridge"))
                .map(Asked::nanos)
                .toList();
        assertThat(moments).hasSizeGreaterThanOrEqualTo(60);
        for (int i = 1; i < moments.size(); i++) {
            assertThat(moments.get(i) - moments.get(i - 1)).isLessThanOrEqualTo(Period.LONGEST.toNanos() + TICK);
        }
    }

    @Property(tries = 50)
    void comparisonsElsewhereAreRarerWhileSomethingHappens(@ForAll long seed) {
        List<Contact> contacts = new ArrayList<>(contacts("here", "p", 5));
        contacts.addAll(contacts("there", "q", 10));
        Gossip gossip = Gossip.every(USUAL, Gossip.FAN_OUT);
        SplittableRandom random = new SplittableRandom(seed);
        int far = 0;
        int all = 0;
        for (long now = 0; now < Duration.ofMinutes(1).toNanos(); now += TICK) {
            View view = new View(now, "here", contacts, random::nextLong);
            gossip.active(view);
            for (Comparison comparison : gossip.compare(view)) {
                gossip.compared(view, comparison.peer(), true);
                all++;
                far += comparison.peer().startsWith("q") ? 1 : 0;
            }
        }
        assertThat(far).isBetween(all / 8, all / 3);
    }
}
