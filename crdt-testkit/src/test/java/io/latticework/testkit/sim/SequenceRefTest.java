package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.ListEdit;
import io.latticework.crdt.Position;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.TextEdit;
import io.latticework.sync.RGARef;
import io.latticework.sync.RGATextRef;
import io.latticework.sync.Subscription;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Texts and lists as users of replicas see them. */
class SequenceRefTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final VirtualCluster cluster = VirtualCluster.of(3, 11);
    private final RGATextRef ann = cluster.replica(0).text("doc");
    private final RGATextRef bob = cluster.replica(1).text("doc");

    /** A task on a list. */
    record Task(String title, boolean done) {}

    /** What somebody has on the screen who hears of nothing but edits. */
    private static StringBuilder screen(RGATextRef text) {
        StringBuilder screen = new StringBuilder();
        text.onEdits(edits -> {
            for (TextEdit edit : edits) {
                screen.replace(edit.index(), edit.index() + edit.deleted(), edit.inserted());
            }
        });
        return screen;
    }

    @Test
    void twoEditOneTextAndSeeEachOther() {
        StringBuilder screen = screen(bob);
        ann.append("The fox jumps");
        cluster.pass(SOON);
        ann.insert(4, "quick ");
        bob.replace(8, 13, "sleeps");
        cluster.pass(SOON);
        assertThat(ann.text()).isEqualTo("The quick fox sleeps").isEqualTo(bob.text());
        assertThat(screen).hasToString(ann.text());
        assertThat(bob.slice(4, 9)).isEqualTo("quick");
        ann.delete(0, 4);
        cluster.pass(SOON);
        assertThat(screen).hasToString("quick fox sleeps").hasSize(bob.length());
    }

    @Test
    void severalEditsAreOneChange() {
        List<String> heard = new ArrayList<>();
        bob.onChange(change -> heard.add(change.value().text()));
        ann.edit(editor -> {
            editor.append("two");
            editor.insert(0, "one ");
            editor.replace(editor.length() - 3, editor.length(), "three");
            editor.apply(new TextEdit(4, 0, "and "));
        });
        cluster.pass(SOON);
        assertThat(heard).containsExactly("one and three");
    }

    @Test
    void anEditThatFailsLeavesNothingBehind() {
        ann.append("abc");
        assertThatThrownBy(() -> ann.edit(editor -> {
                    editor.append("def");
                    editor.delete(5, 9);
                }))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(ann.text()).isEqualTo("abc");
    }

    @Test
    void aCursorStaysWhereItIsWhileOthersEdit() {
        ann.append("one three");
        cluster.pass(SOON);
        Position cursor = ann.position(4, Position.Side.AFTER);
        bob.insert(0, "zero ");
        cluster.pass(SOON);
        assertThat(ann.indexOf(cursor)).isEqualTo(9);
        ann.insert(cursor, "two ");
        cluster.pass(SOON);
        assertThat(bob.text()).isEqualTo("zero one two three");
        cluster.replica(0).delete("doc");
        assertThatThrownBy(() -> ann.insert(cursor, "x")).isInstanceOf(IllegalStateException.class);
        assertThat(ann.exists()).isFalse();
    }

    @Test
    void aConcernTellsWhoHasTheEdit() {
        CompletionStage<WriteResult> inserted = ann.insert(0, "abc", WriteConcern.all(SOON));
        CompletionStage<WriteResult> deleted = ann.delete(1, 2, WriteConcern.all(SOON));
        CompletionStage<WriteResult> edited = ann.edit(editor -> editor.append("d"), WriteConcern.all(SOON));
        cluster.pass(SOON);
        for (CompletionStage<WriteResult> stage : List.of(inserted, deleted, edited)) {
            assertThat(stage.toCompletableFuture().join().reached()).isTrue();
        }
        assertThat(bob.text()).isEqualTo("acd");
    }

    @Test
    void aTextThatIsDeletedAndWrittenAgainStartsAfresh() {
        StringBuilder screen = screen(bob);
        ann.append("old");
        cluster.pass(SOON);
        cluster.replica(1).delete("doc");
        cluster.pass(SOON);
        assertThat(screen).isEmpty();
        ann.append("new");
        cluster.pass(SOON);
        assertThat(screen).hasToString("new").hasToString(bob.text());
    }

    @Test
    void textsConvergeOverABadNetworkAndListenersSeeThem() {
        for (long seed = 0; seed < 20; seed++) {
            VirtualCluster unruly = VirtualCluster.of(4, seed);
            SplittableRandom random = new SplittableRandom(seed);
            unruly.network().faults(NetworkFaults.HEAVY);
            List<StringBuilder> screens = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                screens.add(screen(unruly.replica(i).text("doc")));
            }
            for (int step = 0; step < 60; step++) {
                type(unruly.replica(random.nextInt(4)).text("doc"), random);
                unruly.pass(Duration.ofMillis(random.nextInt(50)));
            }
            unruly.network().faults(NetworkFaults.NONE);
            assertThat(unruly.converges(Duration.ofMinutes(1)))
                    .as("seed %d", seed)
                    .isTrue();
            unruly.pass(SOON);
            for (StringBuilder screen : screens) {
                assertThat(screen)
                        .as("seed %d", seed)
                        .hasToString(unruly.replica(0).text("doc").text());
            }
        }
    }

    private static void type(RGATextRef text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
            case 0 -> text.delete(at, Math.min(text.length(), at + 3));
            case 1 -> text.insert(at, "word" + random.nextInt(10));
            default ->
                text.edit(editor -> {
                    for (int i = 0; i < 5; i++) {
                        editor.insert(at, String.valueOf((char) ('a' + i))); // backwards
                    }
                });
        }
    }

    @Test
    void aTextInAMapIsEditedInPlace() {
        cluster.replica(0).orMap("page").update("body", RGAText.TYPE, (author, text) -> text.append(author, "abc"));
        cluster.pass(SOON);
        cluster.replica(1)
                .orMap("page")
                .update("body", RGAText.TYPE, (author, text) -> text.edit(author, editor -> editor.delete(0, 1)));
        cluster.replica(0).orMap("page").update("body", RGAText.TYPE, (author, text) -> text.append(author, "d"));
        cluster.pass(SOON);
        assertThat(cluster.replica(2).orMap("page").get("body", RGAText.TYPE).text())
                .isEqualTo("bcd");
    }

    @Test
    void twoArrangeOneListOfObjects() {
        RGARef<Task> here = cluster.replica(0).list("todo", Task.class);
        RGARef<Task> there = cluster.replica(1).list("todo", Task.class);
        List<Task> screen = new ArrayList<>();
        try (Subscription unused = there.onEdits(edits -> edits.forEach(edit -> apply(screen, edit)))) {
            here.append(new Task("shop", false));
            here.append(new Task("cook", false));
            cluster.pass(SOON);
            Position beforeCooking = here.position(1, Position.Side.AFTER);
            there.set(0, new Task("shop", true));
            there.insert(0, new Task("wake up", true));
            here.insert(beforeCooking, new Task("wash", false));
            cluster.pass(SOON);
            assertThat(here.values()).isEqualTo(there.values()).isEqualTo(screen);
            assertThat(here.values().stream().map(Task::title)).containsExactly("wake up", "shop", "wash", "cook");
            here.edit(editor -> {
                editor.remove(0);
                editor.insertAll(editor.size(), List.of(new Task("eat", false), new Task("sleep", false)));
            });
            there.remove(there.size() - 1);
            cluster.pass(SOON);
        }
        assertThat(screen).isEqualTo(here.values()).isEqualTo(there.slice(0, there.size()));
        assertThat(screen.stream().map(Task::title)).containsExactly("shop", "wash", "eat", "sleep");
        assertThat(here.indexOf(here.position(2, Position.Side.BEFORE))).isEqualTo(2);
        assertThat(here.get(3)).isEqualTo(new Task("sleep", false));
    }

    private static <E> void apply(List<E> list, ListEdit<E> edit) {
        list.subList(edit.index(), edit.index() + edit.removed()).clear();
        list.addAll(edit.index(), edit.inserted());
    }

    @Test
    void aSmallChangeOfALargeTextIsASmallMessage() {
        String line = "All work and no play makes Jack a dull boy; ".repeat(23).substring(0, 999) + "\n";
        for (int i = 0; i < 10; i++) {
            ann.append(line.repeat(100));
            cluster.pass(SOON);
        }
        assertThat(cluster.converges(Duration.ofMinutes(5))).isTrue();
        assertThat(bob.length()).isEqualTo(1_000_000);
        cluster.pass(Duration.ofSeconds(10));
        long before = cluster.total("bytes_sent") - cluster.total("pulse_bytes_sent");
        ann.insert(500_000, "ten units!");
        cluster.pass(SOON);
        assertThat(bob.slice(499_999, 500_011)).isEqualTo("\nten units!A");
        long sent = cluster.total("bytes_sent") - cluster.total("pulse_bytes_sent") - before;
        assertThat(sent).isPositive().isLessThan(2_000);
    }
}
