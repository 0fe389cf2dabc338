package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Stopwatch.Timed;
import io.latticework.benchmarks.trace.Trace.Patch;
import io.latticework.benchmarks.trace.Trace.Transaction;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Replays a session of several writers, each with a replica of its own, which exchange deltas as bytes. */
final class Together {
    private final Trace trace;

    Together(Trace trace) {
        this.trace = trace;
    }

    void run(Stopwatch watch, Report report) {
        report.whole("edits", trace.patches().size());
        Timed<RGAText> replay = watch.best(this::replay);
        report.best("replay", replay.millis());
        report.whole("bytes", RGAText.TYPE.encode(replay.value()).length);
        report.check("replay", replay.value().text().equals(trace.end()));
    }

    private RGAText replay() {
        List<Replica> replicas = new ArrayList<>();
        for (int agent = 0; agent < trace.agents(); agent++) {
            replicas.add(new Replica(Author.of(ReplicaId.of("agent" + agent, agent))));
        }
        List<byte[]> updates = new ArrayList<>(trace.transactions().size());
        for (Transaction each : trace.transactions()) {
            Replica replica = replicas.get(each.agent());
            each.parents().forEach(parent -> replica.receive(parent, trace.transactions(), updates));
            updates.add(replica.write(updates.size(), each.patches()));
        }
        RGAText all = RGAText.empty();
        for (Replica replica : replicas) {
            all = all.merge(replica.text);
        }
        return all;
    }

    /** One writer with what was delivered to it. */
    private static final class Replica {
        private final Author author;
        private final BitSet delivered = new BitSet();
        private RGAText text = RGAText.empty();

        Replica(Author author) {
            this.author = author;
        }

        /** Takes a transaction, after those that it builds on. */
        void receive(int transaction, List<Transaction> transactions, List<byte[]> updates) {
            List<Integer> missing = new ArrayList<>(List.of(transaction));
            while (!missing.isEmpty()) {
                int next = missing.get(missing.size() - 1);
                List<Integer> before = transactions.get(next).parents().stream()
                        .filter(parent -> !delivered.get(parent))
                        .toList();
                if (delivered.get(next) || before.isEmpty()) {
                    missing.remove(missing.size() - 1);
                    deliver(next, updates);
                } else {
                    missing.addAll(before);
                }
            }
        }

        private void deliver(int transaction, List<byte[]> updates) {
            if (!delivered.get(transaction)) {
                delivered.set(transaction);
                text = text.merge(RGAText.TYPE.decode(updates.get(transaction)));
            }
        }

        byte[] write(int transaction, List<Patch> patches) {
            RGAText before = text;
            for (Patch patch : patches) {
                text = LatticeworkText.apply(text, author, patch);
            }
            delivered.set(transaction);
            return RGAText.TYPE.encode(text.deltaFrom(before));
        }
    }
}
