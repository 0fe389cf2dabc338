package io.latticework.testkit.sim;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.keyspace.KeyspaceAccess;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.Message.Turn;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wrong rules of the protocol, each played by somebody between the replicas. */
final class WrongRules {
    private WrongRules() {}

    /** Reads and writes pieces in the realm of some replicas. */
    private record Pieces(ORMap<String> empty) {
        static Pieces of(VirtualCluster cluster) {
            Realm realm = KeyspaceAccess.of(cluster.replica(0)).realm();
            return new Pieces(
                    ORMap.type(realm, ValueCodec.strings(), List.of(Peak.TYPE)).empty());
        }

        Causal decode(byte[] piece) {
            return Bridge.get().kernel(empty.type().decode(piece));
        }

        byte[] encode(Causal piece) {
            return empty.type().encode(Bridge.get().map(empty, piece));
        }
    }

    /** A delta claims all that its sender has ever claimed, also what was lost. */
    static final class ClaimsAll implements Tampering {
        private final Map<String, CausalContext> claimed = new HashMap<>();
        private final Pieces pieces;

        ClaimsAll(VirtualCluster cluster) {
            this.pieces = Pieces.of(cluster);
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            if (!(MessageCodec.decode(frame) instanceof Delta delta)) {
                return List.of(frame);
            }
            Causal piece = pieces.decode(delta.piece());
            CausalContext all = claimed.merge(from, piece.context(), CausalContext::union);
            byte[] greedy = pieces.encode(Causal.delta(piece.store(), all, piece.names()));
            return List.of(MessageCodec.encode(new Delta(delta.number(), delta.part(), delta.parts(), greedy)));
        }
    }

    /** The context that a peer announced is joined without its store, at once or at the end of the session. */
    static final class UnitesContexts implements Tampering {
        private final boolean early;
        private final Map<String, byte[]> contexts = new HashMap<>();
        private long number = 1L << 40;

        UnitesContexts(boolean early) {
            this.early = early;
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            Message message = MessageCodec.decode(frame);
            if (message instanceof Open open) {
                contexts.put(from + to, open.context());
            }
            byte[] context = contexts.get(from + to);
            boolean now = early ? message instanceof Open : message instanceof Close;
            return now && context != null
                    ? List.of(MessageCodec.encode(new Delta(number++, 0, 1, context)), frame)
                    : List.of(frame);
        }
    }

    /** Two deltas have one number: the ack of the first is taken for the second. */
    static final class ReusesNumbers implements Tampering {
        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            return MessageCodec.decode(frame) instanceof Delta delta
                    ? List.of(MessageCodec.encode(
                            new Delta(delta.number() & ~1L, delta.part(), delta.parts(), delta.piece())))
                    : List.of(frame);
        }
    }

    /** A replica that has lost its state comes back as if it had not. */
    static final class KeepsEpochs implements Tampering {
        private final Map<String, Hello> first = new HashMap<>();

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            return MessageCodec.decode(frame) instanceof Hello hello
                    ? List.of(MessageCodec.encode(first.computeIfAbsent(from, absent -> hello)))
                    : List.of(frame);
        }
    }

    /** Replicas with the same keys take their states for equal, whatever their contexts say; no session is even opened. */
    static final class DigestsOfStores implements Tampering {
        private final VirtualCluster cluster;

        DigestsOfStores(VirtualCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            Message message = MessageCodec.decode(frame);
            boolean bothRun = cluster.running().containsAll(List.of(from, to));
            if (!bothRun
                    || !cluster.replica(from).keys().equals(cluster.replica(to).keys())) {
                return List.of(frame);
            }
            Digest taken = cluster.replica(to).digest();
            if (message instanceof Pulse pulse) {
                return List.of(MessageCodec.encode(new Pulse(
                        taken, pulse.question(), pulse.answer(), pulse.seen(), pulse.withinMillis(), pulse.reaches())));
            }
            return message instanceof Open ? List.of() : List.of(frame);
        }
    }

    /** A delta's context is widened to all that came before: what lies in the holes counts as removed. */
    static final class FillsHoles implements Tampering {
        private final Pieces pieces;

        FillsHoles(VirtualCluster cluster) {
            this.pieces = Pieces.of(cluster);
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            if (!(MessageCodec.decode(frame) instanceof Delta delta)) {
                return List.of(frame);
            }
            Causal piece = pieces.decode(delta.piece());
            CausalContext context = piece.context();
            List<long[]> runs = new ArrayList<>();
            for (int run = 0; run < context.runs(); run++) {
                long last = context.last(run);
                runs.add(new long[] {Realm.pack(Realm.indexOf(last), 1), last});
            }
            CausalContext whole = context.union(CausalContext.ofRuns(context.realm(), runs));
            byte[] greedy = pieces.encode(Causal.delta(piece.store(), whole, piece.names()));
            return List.of(MessageCodec.encode(new Delta(delta.number(), delta.part(), delta.parts(), greedy)));
        }
    }

    /** Whatever a peer says it has, it is taken to have the same. */
    static final class TakesAllForEqual implements Tampering {
        private final VirtualCluster cluster;

        TakesAllForEqual(VirtualCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            if (!(MessageCodec.decode(frame) instanceof Pulse pulse)
                    || !cluster.running().contains(to)) {
                return List.of(frame);
            }
            Digest same = cluster.replica(to).digest();
            return List.of(MessageCodec.encode(new Pulse(
                    same, pulse.question(), pulse.answer(), pulse.seen(), pulse.withinMillis(), pulse.reaches())));
        }
    }

    /** A comparison without content is taken for one that found nothing. */
    static final class ComparesNothing implements Tampering {
        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            return MessageCodec.decode(frame) instanceof Turn turn
                    ? List.of(MessageCodec.encode(new Turn(
                            turn.session(),
                            turn.turn(),
                            turn.part(),
                            turn.last(),
                            false,
                            List.of(),
                            new byte[0],
                            new byte[0])))
                    : List.of(frame);
        }
    }

    /** A hearer counts the deltas that should have come by now, also one that did not, and acknowledges up to there. */
    static final class AcknowledgesByCounting implements Tampering {
        private final Map<String, List<Long>> missing = new HashMap<>();
        private int deltas;

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            Message message = MessageCodec.decode(frame);
            if (message instanceof Delta delta && ++deltas % 4 == 0) {
                missing.computeIfAbsent(from + to, absent -> new ArrayList<>()).add(delta.number());
                return List.of();
            }
            List<Long> counted = missing.get(to + from);
            if (!(message instanceof Ack ack) || ack.numbers().isEmpty() || counted == null) {
                return List.of(frame);
            }
            List<Long> numbers = new ArrayList<>(ack.numbers());
            numbers.addAll(counted);
            counted.clear();
            return List.of(MessageCodec.encode(new Ack(ack.epoch(), ack.seen(), numbers)));
        }
    }
}
