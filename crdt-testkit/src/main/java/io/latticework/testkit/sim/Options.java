package io.latticework.testkit.sim;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How nodes are connected and set up in a run, and where they are made to have it hard: the less usual a value is, the more
 * of the code that nobody needs every day runs.
 *
 * @param topology who dials whom
 * @param gossip whether nodes gossip, however few they are
 * @param mix which keys and types are written most, see {@link Workload#mixed}; 0 is all alike
 * @param frameBytes about how large frames are made
 * @param unackedDeltas how many deltas wait for a peer that does not acknowledge
 * @param waitingFrames how many frames wait for an engine
 * @param fillingWrites from so many unseen writes on a node draws them from several others at once
 * @param ackLoss the share of acks that are lost while there are faults, besides those that the network loses
 * @param lateMillis by how much timers may be late
 * @param collisions the share of turns of sessions in which hashes of different ranges are made equal
 */
public record Options(
        Topology topology,
        boolean gossip,
        int mix,
        int frameBytes,
        int unackedDeltas,
        int waitingFrames,
        int fillingWrites,
        double ackLoss,
        int lateMillis,
        double collisions) {
    /** What is usual. */
    public static final Options USUAL = new Options(Topology.MESH, false, 0, 64 << 10, 1000, 1000, 10_000, 0, 0, 0);

    /** Checks the ranges. */
    public Options {
        if (!(ackLoss >= 0 && ackLoss <= 1 && collisions >= 0 && collisions <= 1) || lateMillis < 0) {
            throw new IllegalArgumentException("Shares are 0 to 1, and timers not early");
        }
    }

    /** Tells whether bounds are so narrow that they are always met. */
    boolean isNarrow() {
        return unackedDeltas < USUAL.unackedDeltas || waitingFrames < USUAL.waitingFrames;
    }

    /** Returns these options as they are where all has healed. */
    Options healed() {
        return new Options(
                topology, gossip, mix, frameBytes, unackedDeltas, waitingFrames, fillingWrites, 0, lateMillis, 0);
    }

    static Options parse(Map<String, String> fields) {
        return new Options(
                Topology.valueOf(fields.getOrDefault("topology", "mesh")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                Boolean.parseBoolean(fields.get("gossip")),
                integer(fields, "mix", 0),
                integer(fields, "frame", USUAL.frameBytes),
                integer(fields, "unacked", USUAL.unackedDeltas),
                integer(fields, "waiting", USUAL.waitingFrames),
                integer(fields, "filling", USUAL.fillingWrites),
                Double.parseDouble(fields.getOrDefault("ack-loss", "0")),
                integer(fields, "late-ms", 0),
                Double.parseDouble(fields.getOrDefault("collisions", "0")));
    }

    private static int integer(Map<String, String> fields, String name, int otherwise) {
        String text = fields.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** Adds what is not usual to the fields of a plan's line. */
    void addTo(List<String> fields) {
        add(fields, "topology", topology.name().toLowerCase(Locale.ROOT).replace('_', '-'), topology != Topology.MESH);
        add(fields, "gossip", gossip, gossip);
        add(fields, "mix", mix, mix != 0);
        add(fields, "frame", frameBytes, true);
        add(fields, "unacked", unackedDeltas, unackedDeltas != USUAL.unackedDeltas);
        add(fields, "waiting", waitingFrames, waitingFrames != USUAL.waitingFrames);
        add(fields, "filling", fillingWrites, fillingWrites != USUAL.fillingWrites);
        add(fields, "ack-loss", ackLoss, ackLoss != 0);
        add(fields, "late-ms", lateMillis, lateMillis != 0);
        add(fields, "collisions", collisions, collisions != 0);
    }

    private static void add(List<String> fields, String name, Object value, boolean unusual) {
        if (unusual) {
            fields.add(name + "=" + value);
        }
    }
}
