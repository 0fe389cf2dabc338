package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a run depends on, besides the workload: a plan gives the same run again. It has one line of text, {@link
 * #toString}, from which {@link #parse} makes it again.
 *
 * @param seed of the dice that are thrown for frames, disks, clocks, and what operations write
 * @param nodes how many
 * @param millis how long steps and faults last; then all heals
 * @param network what happens to frames meanwhile
 * @param durable whether nodes have stores
 * @param offsetMillis by how much clocks on the wall may be off
 * @param driftPpm by how many millionths clocks may be too fast or too slow
 * @param options how nodes are connected and set up
 * @param core the nodes that heal first and must then agree among themselves, as bits; 0 for none
 * @param steps what is done, in order of time
 */
public record Plan(
        long seed,
        int nodes,
        int millis,
        NetworkFaults network,
        boolean durable,
        long offsetMillis,
        long driftPpm,
        Options options,
        long core,
        List<Step> steps) {
    /** Copies the steps. */
    public Plan {
        if (nodes < 1 || nodes > 63) {
            throw new IllegalArgumentException("A simulation has 1 to 63 nodes, not " + nodes);
        }
        steps = List.copyOf(steps);
    }

    /** Returns the plan of which {@link #toString} gave the text. */
    public static Plan parse(String text) {
        Map<String, String> fields = fields(text);
        NetworkFaults network = new NetworkFaults(
                Double.parseDouble(fields.getOrDefault("loss", "0")),
                Double.parseDouble(fields.getOrDefault("duplication", "0")),
                Double.parseDouble(fields.getOrDefault("corruption", "0")),
                Double.parseDouble(fields.getOrDefault("damage", "0")),
                Duration.ofNanos(number(fields, "delay-us", 2000) * 1000),
                Double.parseDouble(fields.getOrDefault("tail", "0")),
                Boolean.parseBoolean(fields.get("in-order")),
                number(fields, "bandwidth", 0));
        String steps = fields.getOrDefault("steps", "");
        return new Plan(
                number(fields, "seed", 0),
                (int) number(fields, "nodes", 3),
                (int) number(fields, "millis", 0),
                network,
                Boolean.parseBoolean(fields.get("durable")),
                number(fields, "offset-ms", 0),
                number(fields, "drift-ppm", 0),
                Options.parse(fields),
                number(fields, "core", 0),
                steps.isEmpty()
                        ? List.of()
                        : Arrays.stream(steps.split(",", -1)).map(Step::parse).toList());
    }

    /** Returns the fields of a line such as {@code seed=1 nodes=3}. */
    static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.strip().split("\\s+", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("A field is NAME=VALUE, not " + field);
            }
            fields.put(parts[0], parts[1]);
        }
        return fields;
    }

    private static long number(Map<String, String> fields, String name, long otherwise) {
        String text = fields.get(name);
        return text == null ? otherwise : Long.parseLong(text);
    }

    /** Returns how many steps are no writes. */
    public long faults() {
        return steps.stream().filter(step -> !step.kind().isWrite()).count();
    }

    /** Tells whether a node may write under dots that it has forgotten, or that another process uses too. */
    boolean repeatsDots() {
        return steps.stream().anyMatch(Step::repeatsDots);
    }

    Plan with(List<Step> other) {
        return with(network, other);
    }

    Plan with(NetworkFaults other, List<Step> otherSteps) {
        return new Plan(seed, nodes, millis, other, durable, offsetMillis, driftPpm, options, core, otherSteps);
    }

    Plan with(int otherNodes, int otherMillis, List<Step> otherSteps) {
        return new Plan(
                seed,
                otherNodes,
                otherMillis,
                network,
                durable,
                offsetMillis,
                driftPpm,
                options,
                core & ((1L << otherNodes) - 1),
                otherSteps);
    }

    /** Returns this plan with right clocks and all nodes healed at once. */
    Plan plain() {
        return new Plan(seed, nodes, millis, network, durable, 0, 0, options, 0, steps);
    }

    Plan with(Options other) {
        return new Plan(seed, nodes, millis, network, durable, offsetMillis, driftPpm, other, core, steps);
    }

    Plan withoutStores() {
        return new Plan(seed, nodes, millis, network, false, offsetMillis, driftPpm, options, core, steps);
    }

    @Override
    public String toString() {
        List<String> fields = new ArrayList<>(List.of("seed=" + seed, "nodes=" + nodes, "millis=" + millis));
        add(fields, "loss", network.loss());
        add(fields, "duplication", network.duplication());
        add(fields, "corruption", network.corruption());
        add(fields, "damage", network.damage());
        fields.add("delay-us=" + network.delay().toNanos() / 1000);
        add(fields, "tail", network.tail());
        add(fields, "in-order", network.inOrder());
        add(fields, "bandwidth", network.bytesPerSecond());
        add(fields, "durable", durable);
        add(fields, "offset-ms", offsetMillis);
        add(fields, "drift-ppm", driftPpm);
        options.addTo(fields);
        add(fields, "core", core);
        fields.add("steps=" + steps.stream().map(Step::toString).collect(Collectors.joining(",")));
        return String.join(" ", fields);
    }

    private static void add(List<String> fields, String name, double value) {
        if (value != 0) {
            fields.add(name + "=" + value);
        }
    }

    private static void add(List<String> fields, String name, long value) {
        if (value != 0) {
            fields.add(name + "=" + value);
        }
    }

    private static void add(List<String> fields, String name, boolean value) {
        if (value) {
            fields.add(name + "=true");
        }
    }
}
