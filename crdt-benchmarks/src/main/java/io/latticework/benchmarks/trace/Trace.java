package io.latticework.benchmarks.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recorded session.
 *
 * @param agents how many wrote; 1 if one after the other
 * @param transactions what was written, in an order in which parents come first
 * @param end the text at the end
 */
record Trace(int agents, List<Transaction> transactions, String end) {
    /**
     * A few patches of one agent.
     *
     * @param agent who wrote
     * @param parents the transactions that were there before
     * @param patches what was written
     */
    record Transaction(int agent, List<Integer> parents, List<Patch> patches) {}

    /**
     * Some characters in the place of others.
     *
     * @param at the index
     * @param deleted how many go
     * @param inserted what comes
     */
    record Patch(int at, int deleted, String inserted) {}

    /** Reads a trace from gzipped JSON. */
    static Trace read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            JsonNode root = new ObjectMapper().readTree(in);
            boolean concurrent = "concurrent".equals(root.path("kind").asText());
            List<Transaction> transactions = new ArrayList<>();
            for (JsonNode each : root.get("txns")) {
                transactions.add(transaction(each));
            }
            int agents = concurrent ? root.get("numAgents").asInt() : 1;
            return new Trace(agents, transactions, root.get("endContent").asText());
        }
    }

    private static Transaction transaction(JsonNode node) {
        List<Integer> parents = new ArrayList<>();
        node.path("parents").forEach(parent -> parents.add(parent.asInt()));
        List<Patch> patches = new ArrayList<>();
        for (JsonNode patch : node.get("patches")) {
            String inserted = patch.get(2).asText();
            patches.add(new Patch(
                    patch.get(0).asInt(), patch.get(1).asInt(), inserted.length() == 1 ? inserted.intern() : inserted));
        }
        return new Transaction(node.path("agent").asInt(), parents, patches);
    }

    /** Returns all patches, one after the other. */
    List<Patch> patches() {
        List<Patch> patches = new ArrayList<>();
        transactions.forEach(each -> patches.addAll(each.patches()));
        return patches;
    }
}
