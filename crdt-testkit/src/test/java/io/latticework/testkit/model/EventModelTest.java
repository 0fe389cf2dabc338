package io.latticework.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class EventModelTest {
    private final Story story = new Story();

    @Test
    void counterSumsWhatEachWriterAdded() {
        Set<Event> a = story.write("a", Effect.increment(5), Set.of());
        Set<Event> b = story.write("b", Effect.increment(-2), Set.of());
        assertThat(EventModel.counter().json(Event.union(a, b))).isEqualTo("3");
        assertThat(EventModel.counter().json(Set.of())).isEqualTo("0");
    }

    @Test
    void counterLosesWhatItsResetHadSeen() {
        Set<Event> a = story.write("a", Effect.increment(5), Set.of());
        Set<Event> reset = story.write("b", Effect.clear(), a);
        Set<Event> more = story.write("a", Effect.increment(1), a);
        assertThat(EventModel.counter().json(Event.union(reset, more))).isEqualTo("1");
    }

    @Test
    void counterGoesBeyondLongs() {
        Set<Event> a = story.write("a", Effect.increment(Long.MAX_VALUE), Set.of());
        assertThat(EventModel.counter().json(story.write("a", Effect.increment(1), a)))
                .isEqualTo("9223372036854775808");
    }

    @Test
    void concurrentAddWinsOverRemove() {
        Set<Event> first = story.write("a", Effect.add("\"x\""), Set.of());
        Set<Event> removed = story.write("b", Effect.remove("\"x\""), first);
        assertThat(EventModel.addWinsSet().json(removed)).isEqualTo("[]");
        Set<Event> again = story.write("a", Effect.add("\"x\""), first);
        assertThat(EventModel.addWinsSet().json(Event.union(removed, again))).isEqualTo("[\"x\"]");
    }

    @Test
    void setIsSortedAndEachElementIsThereOnce() {
        Set<Event> b = story.write("a", Effect.add("\"b\""), Set.of());
        Set<Event> a = story.write("b", Effect.add("\"a\""), Set.of());
        Set<Event> twice = story.write("c", Effect.add("\"b\""), Set.of());
        assertThat(EventModel.addWinsSet().json(Event.union(Event.union(b, a), twice)))
                .isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void clearedSetKeepsWhatWasAddedMeanwhile() {
        Set<Event> x = story.write("a", Effect.add("\"x\""), Set.of());
        Set<Event> cleared = story.write("a", Effect.clear(), x);
        Set<Event> y = story.write("b", Effect.add("\"y\""), x);
        assertThat(EventModel.addWinsSet().json(Event.union(cleared, y))).isEqualTo("[\"y\"]");
    }

    @Test
    void mvRegisterShowsConcurrentValuesUntilOneHasSeenThem() {
        Set<Event> one = story.write("a", Effect.set("1"), Set.of());
        Set<Event> two = story.write("b", Effect.set("2"), Set.of());
        Set<Event> both = Event.union(two, one);
        assertThat(EventModel.mvRegister().json(both)).isEqualTo("[1,2]");
        assertThat(EventModel.mvRegister().json(story.write("a", Effect.set("3"), both)))
                .isEqualTo("[3]");
        assertThat(EventModel.mvRegister().json(Set.of())).isEqualTo("[]");
    }

    @Test
    void lwwRegisterShowsTheGreatestStamp() {
        Set<Event> late = story.write("b", Effect.set("1"), Set.of());
        Set<Event> later = story.write("a", Effect.set("2"), Set.of());
        assertThat(EventModel.lwwRegister().json(Event.union(late, later))).isEqualTo("2");
        assertThat(EventModel.lwwRegister().json(Set.of())).isEqualTo("null");
    }

    @Test
    void lwwRegisterBreaksTiesByAuthor() {
        Set<Event> b = story.write("b", Effect.set("1"), Set.of());
        Set<Event> a = story.writeAtOnce("a", Effect.set("2"), Set.of());
        assertThat(EventModel.lwwRegister().json(Event.union(a, b))).isEqualTo("1");
    }

    @Test
    void lwwRegisterNeverShowsWhatWasReplacedWhateverItsStamp() {
        Set<Event> high = story.write("b", Effect.set("1"), Set.of());
        Set<Event> low = story.writeAtOnce("a", Effect.set("2"), high);
        assertThat(EventModel.lwwRegister().json(low)).isEqualTo("2");
    }

    @Test
    void twoPhaseSetNeverTakesBack() {
        Set<Event> added = story.write("a", Effect.add("1"), Set.of());
        Set<Event> concurrently = story.write("b", Effect.add("1"), Set.of());
        Set<Event> removed = story.write("a", Effect.removeForEver("1"), added);
        Set<Event> again = story.write("b", Effect.add("1"), removed);
        assertThat(EventModel.twoPhaseSet().json(again)).isEqualTo("[]");
        assertThat(EventModel.twoPhaseSet().json(Event.union(removed, concurrently)))
                .isEqualTo("[]");
    }

    @Test
    void twoPhaseSetIgnoresARemovalOfWhatWasNotSeen() {
        Set<Event> removed = story.write("a", Effect.removeForEver("1"), Set.of());
        Set<Event> added = story.write("b", Effect.add("1"), Set.of());
        assertThat(EventModel.twoPhaseSet().json(Event.union(removed, added))).isEqualTo("[1]");
    }

    @Test
    void twoPhaseSetForgetsTombstonesWithEverythingElse() {
        Set<Event> removed = story.write("a", Effect.removeForEver("1"), story.write("a", Effect.add("1"), Set.of()));
        Set<Event> ignored = story.write("b", Effect.add("1"), removed);
        Set<Event> cleared = story.write("a", Effect.clear(), removed);
        assertThat(EventModel.twoPhaseSet().json(Event.union(ignored, cleared))).isEqualTo("[]");
        assertThat(EventModel.twoPhaseSet().json(story.write("a", Effect.add("1"), cleared)))
                .isEqualTo("[1]");
    }

    @Test
    void flagStaysEnabledWhereTheDisableDidNotSeeTheEnable() {
        Set<Event> on = story.write("a", Effect.enable(), Set.of());
        Set<Event> off = story.write("b", Effect.disable(), on);
        Set<Event> again = story.write("a", Effect.enable(), on);
        assertThat(EventModel.enableWinsFlag().json(Set.of())).isEqualTo("false");
        assertThat(EventModel.enableWinsFlag().json(off)).isEqualTo("false");
        assertThat(EventModel.enableWinsFlag().json(Event.union(off, again))).isEqualTo("true");
    }

    @Test
    void extremesAreOfNumbersNotOfTexts() {
        Set<Event> raised = story.write("a", Effect.raise(10), story.write("b", Effect.raise(9), Set.of()));
        assertThat(EventModel.maxRegister().json(raised)).isEqualTo("10");
        Set<Event> lowered = story.write("a", Effect.lower(10), story.write("b", Effect.lower(9), Set.of()));
        assertThat(EventModel.minRegister().json(lowered)).isEqualTo("9");
        assertThat(EventModel.minRegister().json(Set.of())).isEqualTo("null");
    }

    @Test
    void whatDidNotRaiseIsNotThereWhenTheRestIsGone() {
        Set<Event> high = story.write("a", Effect.raise(9), Set.of());
        Set<Event> ignored = story.write("b", Effect.raise(7), high);
        Set<Event> concurrent = story.write("b", Effect.raise(7), Set.of());
        Set<Event> cleared = story.write("a", Effect.clear(), high);
        assertThat(EventModel.maxRegister().json(Event.union(ignored, cleared))).isEqualTo("null");
        assertThat(EventModel.maxRegister().json(Event.union(concurrent, cleared)))
                .isEqualTo("7");
    }
}
