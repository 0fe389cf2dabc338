package io.latticework.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MapModelTest {
    private static final Set<Event> NOTHING = Set.of();

    private final Story story = new Story();
    private final MapModel model = MapModel.empty()
            .with("counter", EventModel.counter())
            .with("set", EventModel.addWinsSet())
            .with("mv", EventModel.mvRegister());

    private static Effect hit(String key) {
        return Effect.increment(1).under(key, "counter");
    }

    @Test
    void keysAreSortedAndShowTheirValues() {
        Set<Event> seen = story.write("a", hit("\"k\""), NOTHING);
        seen = story.write("b", Effect.add("7").under("\"a\"", "set"), seen);
        assertThat(model.json(seen)).isEqualTo("{\"a\":[7],\"k\":1}");
        assertThat(model.json(NOTHING)).isEqualTo("{}");
    }

    @Test
    void removedKeyKeepsConcurrentIncrementsOnly() {
        Set<Event> seen = story.write("a", hit("\"k\""), NOTHING);
        Set<Event> removed = story.write("a", Effect.removeKey("\"k\""), seen);
        Set<Event> more = story.write("b", hit("\"k\""), story.write("b", hit("\"k\""), seen));
        assertThat(model.json(removed)).isEqualTo("{}");
        assertThat(model.json(Event.union(removed, more))).isEqualTo("{\"k\":2}");
    }

    @Test
    void keyThatIsWrittenAgainStartsAfresh() {
        Set<Event> seen = story.write("a", hit("\"k\""), story.write("a", hit("\"k\""), NOTHING));
        Set<Event> removed = story.write("a", Effect.removeKey("\"k\""), seen);
        assertThat(model.json(story.write("a", hit("\"k\""), removed))).isEqualTo("{\"k\":1}");
    }

    @Test
    void removingAnOuterKeyRemovesAllBelowIt() {
        Effect deep = Effect.add("1")
                .under("\"in\"", "set")
                .under("\"mid\"", MapModel.MAP)
                .under("\"out\"", MapModel.MAP);
        Set<Event> seen = story.write("a", deep, NOTHING);
        assertThat(model.json(seen)).isEqualTo("{\"out\":{\"mid\":{\"in\":[1]}}}");
        assertThat(model.json(story.write("b", Effect.removeKey("\"out\""), seen)))
                .isEqualTo("{}");
        Effect inner = Effect.removeKey("\"in\"").under("\"mid\"", MapModel.MAP).under("\"out\"", MapModel.MAP);
        assertThat(model.json(story.write("b", inner, seen))).isEqualTo("{}");
    }

    @Test
    void removingAKeyInsideLeavesItsNeighbours() {
        Set<Event> seen = story.write("a", hit("\"x\"").under("\"out\"", MapModel.MAP), NOTHING);
        seen = story.write("a", hit("\"y\"").under("\"out\"", MapModel.MAP), seen);
        seen = story.write("b", Effect.removeKey("\"x\"").under("\"out\"", MapModel.MAP), seen);
        assertThat(model.json(seen)).isEqualTo("{\"out\":{\"y\":1}}");
    }

    @Test
    void keyIsGoneWhenItsLastElementIs() {
        Set<Event> seen = story.write("a", Effect.add("1").under("\"k\"", "set"), NOTHING);
        assertThat(model.json(story.write("a", Effect.remove("1").under("\"k\"", "set"), seen)))
                .isEqualTo("{}");
    }

    @Test
    void keyStaysWhileACounterAddsUpToNothing() {
        Set<Event> seen = story.write("a", hit("\"k\""), NOTHING);
        assertThat(model.json(story.write("a", Effect.increment(-1).under("\"k\"", "counter"), seen)))
                .isEqualTo("{\"k\":0}");
    }

    @Test
    void clearRemovesEverythingThatWasSeen() {
        Set<Event> seen = story.write("a", hit("\"k\""), NOTHING);
        Set<Event> cleared = story.write("b", Effect.clear(), seen);
        Set<Event> set = story.write("a", Effect.set("3").under("\"k\"", "mv"), NOTHING);
        assertThat(model.json(Event.union(cleared, set))).isEqualTo("{\"k\":[3]}");
    }

    @Test
    void clearingOneKindLeavesTheOtherUnderTheSameKey() {
        Set<Event> seen = story.write("a", hit("\"k\""), NOTHING);
        seen = story.write("a", Effect.add("1").under("\"k\"", "set"), seen);
        assertThat(model.json(seen)).isEqualTo("{\"k\":1}");
        seen = story.write("a", Effect.clear().under("\"k\"", "counter"), seen);
        assertThat(model.json(seen)).isEqualTo("{\"k\":[1]}");
    }

    @Test
    void mapsComeLastAmongKindsUnlessTheyArePlaced() {
        Set<Event> seen = story.write("a", hit("\"k\""), NOTHING);
        seen = story.write("b", hit("\"in\"").under("\"k\"", MapModel.MAP), seen);
        assertThat(model.json(seen)).isEqualTo("{\"k\":1}");
        MapModel mapsFirst = MapModel.empty().withMaps().with("counter", EventModel.counter());
        assertThat(mapsFirst.json(seen)).isEqualTo("{\"k\":{\"in\":1}}");
    }

    @Test
    void kindThatTheModelDoesNotKnowIsReported() {
        Set<Event> seen = story.write("a", Effect.set("1").under("\"k\"", "unheard"), NOTHING);
        assertThatThrownBy(() -> model.json(seen)).hasMessageContaining("unheard");
    }

    /** As the documentation shows it: ten, then eight more by the same author, while a remover knows of the ten alone. */
    @Test
    void removedAmountsComeBackOnlyWithTheNinthSegment() {
        Set<Event> first = story.write("a", hit("\"k\""), NOTHING);
        Set<Event> removed = story.write("b", Effect.removeKey("\"k\""), first);
        Set<Event> seen = first;
        for (int more = 1; more <= 7; more++) {
            story.expose("a");
            seen = story.write("a", hit("\"k\""), seen);
            assertThat(model.json(Event.union(seen, removed))).isEqualTo("{\"k\":" + more + "}");
        }
        story.expose("a");
        seen = story.write("a", hit("\"k\""), seen);
        assertThat(model.json(Event.union(seen, removed))).isEqualTo("{\"k\":9}");
        assertThat(model.json(story.write("b", Effect.removeKey("\"k\""), seen)))
                .isEqualTo("{}");
    }

    @Test
    void whatNobodyHasSeenMeanwhileIsOneSegment() {
        Set<Event> first = story.write("a", hit("\"k\""), NOTHING);
        story.expose("a");
        Set<Event> removed = story.write("b", Effect.removeKey("\"k\""), first);
        Set<Event> seen = first;
        for (int more = 1; more <= 20; more++) {
            seen = story.write("a", hit("\"k\""), seen);
        }
        assertThat(model.json(Event.union(seen, removed))).isEqualTo("{\"k\":20}");
    }

    @Test
    void aForkFoldsNothingOfTheLineThatItLeaves() {
        Set<Event> seen = NOTHING;
        Set<Event> seventh = NOTHING;
        for (int n = 1; n <= 8; n++) {
            seen = story.write("a", hit("\"k\""), seen);
            story.expose("a");
            seventh = n == 7 ? seen : seventh;
        }
        Set<Event> removed = story.write("b", Effect.removeKey("\"k\""), seen);
        Set<Event> forked = story.write("a", hit("\"k\""), seventh);
        assertThat(model.json(Event.union(forked, removed))).isEqualTo("{\"k\":1}");
    }
}
