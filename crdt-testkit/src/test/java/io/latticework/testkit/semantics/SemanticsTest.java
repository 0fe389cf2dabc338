package io.latticework.testkit.semantics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.testkit.docs.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Makes the tables of what concurrent changes come to, by running them, and checks them against model and pages. */
class SemanticsTest {
    private static final int MAX_DEPTH = 3;
    private static final int MANY = 20;

    private static GeneratedText text(String name) {
        return new GeneratedText(Page.root().resolve("docs/types.md"), name);
    }

    /** One kind of value at all places, with the outcome of each duel there. */
    private record Column(String label, Map<String, String> outcomes) {}

    @Test
    void concurrentChangesComeToWhatThePageSays() throws IOException {
        List<Column> columns = new ArrayList<>();
        Kinds.all().forEach(kind -> columns.addAll(columns(kind)));
        Map<Map<String, String>, List<String>> equal = columns.stream()
                .collect(groupingBy(Column::outcomes, LinkedHashMap::new, mapping(Column::label, toList())));
        StringBuilder table = new StringBuilder("| |");
        equal.values()
                .forEach(labels ->
                        table.append(' ').append(String.join(", ", labels)).append(" |"));
        table.append("\n|---|").append("---|".repeat(equal.size())).append('\n');
        for (String row : columns.get(0).outcomes().keySet()) {
            table.append("| ").append(row).append(" |");
            equal.keySet()
                    .forEach(outcomes ->
                            table.append(' ').append(outcomes.get(row)).append(" |"));
            table.append('\n');
        }
        text("concurrent changes of a nested value").is(table.toString());
    }

    /** Returns one column if the outcomes are the same at all depths and levels, else one for each different one. */
    private static List<Column> columns(Kind<?> kind) {
        Map<String, Map<String, String>> byPlace = new LinkedHashMap<>();
        for (Duel duel : Duel.all(MAX_DEPTH)) {
            String outcome = duel.run(kind);
            if (duel.isShown()) {
                String place = "depth " + duel.depth() + ", key of level " + duel.level();
                byPlace.computeIfAbsent(place, p -> new LinkedHashMap<>()).put(duel.row(), outcome);
            }
        }
        Map<Map<String, String>, List<String>> equal = byPlace.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, LinkedHashMap::new, mapping(Map.Entry::getKey, toList())));
        boolean everywhere = equal.size() == 1;
        return equal.entrySet().stream()
                .map(group -> new Column(
                        kind + (everywhere ? "" : " (" + String.join("; ", group.getValue()) + ")"), group.getKey()))
                .toList();
    }

    @Test
    void removedAmountsComeBackFromWhereThePageSays() throws IOException {
        Map<String, SortedSet<Integer>> windows = new LinkedHashMap<>();
        for (int later = 0; later <= MANY; later++) {
            windows.computeIfAbsent(FoldedWindows.outcome(later), outcome -> new TreeSet<>())
                    .add(later);
        }
        String rows = windows.entrySet().stream()
                .map(row -> "| " + windows(row.getValue()) + " | " + row.getKey() + " |\n")
                .collect(joining());
        text("a counter that its writer folds").is("| windows since | left after the remove |\n|---|---|\n" + rows);
    }

    private static String windows(SortedSet<Integer> numbers) {
        assertThat(numbers.last() - numbers.first()).as("no gap").isEqualTo(numbers.size() - 1);
        return numbers.last() == MANY ? numbers.first() + " or more" : range(numbers);
    }

    private static String range(SortedSet<Integer> numbers) {
        return numbers.size() == 1 ? numbers.first().toString() : numbers.first() + " to " + numbers.last();
    }

    @Test
    void nothingGrowsWithRemovedKeys() throws IOException {
        StringBuilder table =
                new StringBuilder("| keys written and removed | bytes of the empty map, over all types |\n|---|---|\n");
        for (int cycles : List.of(1, 100, 10_000)) {
            TreeSet<Integer> bytes = new TreeSet<>();
            Kinds.all().forEach(kind -> bytes.add(RemovedKeys.bytesAfter(kind, cycles)));
            assertThat(bytes.last()).isLessThanOrEqualTo(80);
            table.append(String.format(Locale.ROOT, "| %,d | %s |\n", cycles, range(bytes)));
        }
        text("what removed keys leave behind").is(table.toString());
    }
}
