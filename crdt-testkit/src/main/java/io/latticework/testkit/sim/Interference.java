package io.latticework.testkit.sim;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.trie.Prefix;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.keyspace.KeyspaceAccess;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Item;
import io.latticework.sync.internal.message.Message.Probe;
import io.latticework.sync.internal.message.Message.Turn;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done to single messages on their way, that a network does not do to frames: acks are lost whose deltas were
 * joined, and hashes of different ranges are made equal.
 */
final class Interference implements Tampering {
    private static final byte ACK = 5;
    private static final byte TURN = 7;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final VirtualCluster cluster;
    private final Dice dice;
    private final Map<Fault, Long> faults;
    private Options options = Options.USUAL;
    private final Map<String, Long> messages = new HashMap<>();

    Interference(VirtualCluster cluster, Dice dice, Map<Fault, Long> faults) {
        this.cluster = cluster;
        this.dice = dice;
        this.faults = faults;
    }

    /** Sets what is done from now on. */
    void options(Options changed) {
        options = changed;
    }

    @Override
    public List<byte[]> instead(String from, String to, byte[] frame) {
        boolean idle = options.ackLoss() == 0 && options.collisions() == 0;
        if (idle || frame[0] != ACK && frame[0] != TURN) {
            return List.of(frame);
        }
        Message message = MessageCodec.decode(frame);
        Dice fate = dice.of(from).of(to).of(messages.merge(from + ' ' + to, 1L, Long::sum));
        if (message instanceof Ack ack && !ack.numbers().isEmpty() && fate.share(0) < options.ackLoss()) {
            count(Fault.ACK_LOSS);
            return List.of();
        } else if (message instanceof Turn turn && fate.share(1) < options.collisions()) {
            return List.of(MessageCodec.encode(collided(turn, to)));
        }
        return List.of(frame);
    }

    private void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    /** Returns a turn in which all hashes of ranges are those that the hearer has. */
    private Turn collided(Turn turn, String hearer) {
        if (!cluster.running().contains(hearer)) {
            return turn;
        }
        Keyspace keyspace = KeyspaceAccess.of(cluster.replica(hearer));
        List<Item> items = turn.items().stream()
                .map(item -> item instanceof Probe probe ? collided(probe, keyspace.stored(), turn.session()) : item)
                .toList();
        return new Turn(
                turn.session(), turn.turn(), turn.part(), turn.last(), turn.more(), items, turn.piece(), turn.kept());
    }

    private Probe collided(Probe probe, Causal theirs, long session) {
        Realm realm = theirs.realm();
        int[] hashes = probe.hashes().clone();
        for (int slot = 0; slot < hashes.length; slot++) {
            Prefix.Summary summary = probe.range().child(slot).summary(realm, theirs.store());
            boolean both = (probe.filled() >>> slot & 1) != 0 && summary.count() > 0;
            int hash = hash(summary.laneA(), session);
            if (both && hashes[slot] != hash) {
                count(Fault.HASH_COLLISION);
                hashes[slot] = hash;
            }
        }
        return new Probe(probe.range(), probe.filled(), hashes);
    }

    /** As on the page about the protocol. */
    private static int hash(long lane, long session) {
        long mixed = (lane + session * GOLDEN) * GOLDEN;
        return (int) ((mixed ^ mixed >>> 29) * GOLDEN >>> 32);
    }
}
