package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Stopwatch.Timed;
import io.latticework.benchmarks.trace.Trace.Patch;
import io.latticework.benchmarks.trace.Trace.Transaction;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.sequence.Feed;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;
import io.latticework.crdt.internal.wire.SequenceCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Replays a session of several writers, each with a replica of its own, which send each other deltas as bytes. */
final class Together {
    private final Trace trace;
    private final List<Transaction> transactions;

    Together(Trace trace) {
        this.trace = trace;
        this.transactions = trace.transactions();
    }

    void run(Stopwatch watch, Report report) {
        report.whole("edits", trace.patches().size());
        Timed<Sequence> replay = watch.best(() -> new Session().replay());
        report.best("replay", replay.millis());
        report.whole("bytes", SequenceCodec.encode(replay.value(), RGAText.TYPE.name()).length);
        report.check("replay", replay.value().text().equals(trace.end()));
    }

    private static Feed feed() {
        return new Feed(Realm.shared(), Medium.TEXT);
    }

    /** All replicas, and what they sent. */
    private final class Session {
        private final List<Replica> replicas = new ArrayList<>();
        private final List<byte[]> updates = new ArrayList<>(transactions.size());

        Sequence replay() {
            for (int agent = 0; agent < trace.agents(); agent++) {
                replicas.add(new Replica(agent, trace.agents()));
            }
            for (Transaction each : transactions) {
                Replica replica = replicas.get(each.agent());
                for (int parent : each.parents()) {
                    receive(replica, parent);
                }
                updates.add(replica.write(updates.size(), each.patches()));
            }
            Sequence all = Sequence.empty(Realm.shared(), Medium.TEXT);
            for (Replica replica : replicas) {
                all = all.merge(replica.text);
            }
            return all;
        }

        /** Takes a transaction, after those that it builds on. */
        private void receive(Replica replica, int transaction) {
            if (replica.delivered.get(transaction)) {
                return;
            }
            Deque<Integer> missing = new ArrayDeque<>();
            missing.push(transaction);
            while (!missing.isEmpty()) {
                int next = missing.peek();
                int before = missing.size();
                for (int parent : transactions.get(next).parents()) {
                    if (!replica.delivered.get(parent)) {
                        missing.push(parent);
                    }
                }
                if (missing.size() == before) {
                    int ready = missing.pop();
                    replica.deliver(ready, transactions.get(ready).agent(), updates.get(ready));
                }
            }
        }
    }

    /** One writer with what was delivered to it: from each other writer in the order in which it was sent. */
    private static final class Replica {
        private final Author author;
        private final Feed out = feed();
        private final List<Feed> in;
        private final BitSet delivered = new BitSet();
        private Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);

        Replica(int agent, int agents) {
            this.author = Author.of(ReplicaId.of("agent" + agent, agent));
            this.in = Stream.generate(Together::feed).limit(agents).toList();
        }

        void deliver(int transaction, int from, byte[] update) {
            if (!delivered.get(transaction)) {
                delivered.set(transaction);
                text = text.merge(in.get(from).decode(update));
            }
        }

        byte[] write(int transaction, List<Patch> patches) {
            Sequence before = text;
            for (Patch patch : patches) {
                if (patch.deleted() > 0) {
                    text = text.delete(patch.at(), patch.at() + patch.deleted());
                }
                if (!patch.inserted().isEmpty()) {
                    text = text.insert(author, patch.at(), patch.inserted());
                }
            }
            delivered.set(transaction);
            return out.encode(text.deltaFrom(before));
        }
    }
}
