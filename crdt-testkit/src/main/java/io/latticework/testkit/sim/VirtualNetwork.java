package io.latticework.testkit.sim;

import io.latticework.sync.spi.Transport;
import io.latticework.testkit.sim.trace.Trace;
import io.latticework.testkit.sim.trace.TraceEvent.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A network in virtual time. Addresses are the names of nodes. Not thread-safe. */
public final class VirtualNetwork {
    private final VirtualTime time;
    private final Trace trace;
    private final Dice dice;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Map<String, Wire>> wires = new HashMap<>();
    private final Map<Fault, Long> injected = new EnumMap<>(Fault.class);
    private NetworkFaults faults = NetworkFaults.NONE;
    private Set<String> calm = Set.of();
    private Tampering tampering = (from, to, frame) -> List.of(frame);
    private long sent;
    private long doomed = -1;
    private long lost;
    private int largest;

    VirtualNetwork(VirtualTime time, Trace trace, Dice dice) {
        this.time = time;
        this.trace = trace;
        this.dice = dice;
    }

    /** Sets what happens to frames from now on. */
    public void faults(NetworkFaults changed) {
        this.faults = changed;
        this.calm = Set.of();
    }

    /** Lets nothing happen any more to frames among some nodes, and ends the cuts among them; the others go on as they are. */
    public void calm(Set<String> among) {
        this.calm = Set.copyOf(among);
        for (String from : calm) {
            calm.forEach(to -> heal(from, to));
        }
    }

    private NetworkFaults faults(String from, String to) {
        return calm.contains(from) && calm.contains(to) ? NetworkFaults.NONE : faults;
    }

    /** What somebody in the middle makes of a frame: to show that a wrong rule of the protocol does not go unseen. */
    interface Tampering {
        List<byte[]> instead(String from, String to, byte[] frame);
    }

    void tamper(Tampering changed) {
        this.tampering = changed;
    }

    /** Loses one frame of those that are sent from now on: the first is number 0. */
    public void lose(int number) {
        doomed = sent + number;
    }

    /** Returns how many frames were sent, lost ones too. */
    public long sent() {
        return sent;
    }

    /** Returns how many frames were lost. */
    public long lost() {
        return lost;
    }

    /** Returns the bytes of the largest frame that was sent. */
    public int largestFrame() {
        return largest;
    }

    /** Returns how often each fault happened to a frame. */
    public Map<Fault, Long> injected() {
        return Collections.unmodifiableMap(injected);
    }

    /** Lets no frame through between two nodes; links stay open and do not notice. */
    public void separate(String left, String right) {
        cut(left, right);
        cut(right, left);
    }

    /** Lets no frame through from one node to another, but those that go back. */
    public void cut(String from, String to) {
        if (!from.equals(to)) {
            wire(from, to).cut = true;
        }
    }

    /** Lets frames through again from one node to another. */
    public void heal(String from, String to) {
        wire(from, to).cut = false;
    }

    /** Ends all cuts. */
    public void heal() {
        forEachWire(wire -> wire.cut = false);
    }

    /** Lets only so much through to a node, from each of its peers; 0 for any amount. */
    public void narrow(String node, long bytesPerSecond) {
        Node slow = nodes.get(node);
        if (slow != null) {
            slow.bytesPerSecond = bytesPerSecond;
        }
    }

    /** Closes the links that lead from one node to another: the first hears of it, the other one when it next sends. */
    public void reset(String node, String peer) {
        Node owner = nodes.get(node);
        if (owner != null) {
            for (End end : List.copyOf(owner.ends)) {
                if (end.other.name.equals(peer)) {
                    count(Fault.RESET);
                    end.end("reset");
                }
            }
        }
    }

    private void forEachWire(Consumer<Wire> action) {
        wires.values().forEach(from -> from.values().forEach(action));
    }

    private Wire wire(String from, String to) {
        return wires.computeIfAbsent(from, absent -> new HashMap<>())
                .computeIfAbsent(to, absent -> new Wire(dice.of(from).of(to)));
    }

    private void count(Fault fault) {
        injected.merge(fault, 1L, Long::sum);
    }

    /** Returns the transport of a node; a node that opens it again has crashed and started anew. */
    Transport transport(String name) {
        return receiver -> {
            Node node = new Node(name, receiver);
            nodes.put(name, node);
            return node;
        };
    }

    /** Closes all links of a node, whose other ends hear of it after a while. */
    void crash(String name) {
        Node node = nodes.remove(name);
        if (node != null) {
            node.alive = false;
            List.copyOf(node.ends).forEach(End::close);
        }
    }

    /** What leads from one node to another, whichever links there are. */
    private static final class Wire {
        final Dice dice;
        boolean cut;
        long frames;
        long busyUntil;
        long lastArrival;

        Wire(Dice dice) {
            this.dice = dice;
        }
    }

    private long delay(NetworkFaults faults, Dice frame, int first) {
        long most = faults.delay().toNanos();
        boolean late = faults.tail() > 0 && frame.share(first) < faults.tail();
        if (late) {
            count(Fault.LONG_DELAY);
        }
        return most / 20 + frame.below(first + 1, late ? 30 * most : most);
    }

    /** One node's transport. */
    private final class Node implements Transport.Endpoint {
        final String name;
        final Transport.Receiver receiver;
        final List<End> ends = new ArrayList<>();
        long bytesPerSecond;
        boolean alive = true;

        Node(String name, Transport.Receiver receiver) {
            this.name = name;
            this.receiver = receiver;
        }

        @Override
        public String address() {
            return name;
        }

        @Override
        public void dial(String address) {
            Wire there = wire(name, address);
            time.schedule(delay(faults(name, address), there.dice.of(-1 - there.frames++), 0), () -> {
                Node other = nodes.get(address);
                if (!alive) {
                    return;
                }
                if (other == null || there.cut || wire(address, name).cut) {
                    receiver.unreachable(address, "nobody answers");
                    return;
                }
                End mine = new End(this, other);
                End theirs = new End(other, this);
                mine.opposite = theirs;
                theirs.opposite = mine;
                ends.add(mine);
                other.ends.add(theirs);
                receiver.linked(mine, address);
                other.receiver.linked(theirs, "");
            });
        }

        @Override
        public void close() {
            if (nodes.get(name) == this) {
                crash(name);
            }
        }
    }

    /** One end of a link. */
    private final class End implements Transport.Link {
        private final Node owner;
        private final Node other;
        private final Wire wire;
        private End opposite = this;
        private boolean open = true;

        End(Node owner, Node other) {
            this.owner = owner;
            this.other = other;
            this.wire = wire(owner.name, other.name);
        }

        @Override
        public String address() {
            return other.name;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(byte[] frame) {
            largest = Math.max(largest, frame.length);
            NetworkFaults faults = faults();
            Dice fate = wire.dice.of(wire.frames++);
            long number = sent++;
            trace.bytes(frame);
            trace.frame(time.nanos(), Kind.SENT, owner.name, other.name, number, () -> FrameText.of(frame));
            boolean unlucky = number == doomed || fate.share(0) < faults.loss();
            if (!open || wire.cut || unlucky) {
                lost++;
                count(Fault.LOSS);
                trace.frame(time.nanos(), Kind.LOST, owner.name, other.name, number, () -> "");
                return;
            }
            tampering.instead(owner.name, other.name, frame).forEach(each -> deliver(each, fate, number));
            if (fate.share(1) < faults.duplication()) {
                count(Fault.DUPLICATION);
                trace.frame(time.nanos(), Kind.DOUBLED, owner.name, other.name, number, () -> "");
                deliver(frame, fate.of(1), number);
            }
        }

        private NetworkFaults faults() {
            return VirtualNetwork.this.faults(owner.name, other.name);
        }

        private void deliver(byte[] frame, Dice fate, long number) {
            NetworkFaults faults = faults();
            byte[] arriving = frame.clone();
            if (arriving.length > 0 && fate.share(2) < faults.corruption()) {
                count(Fault.CORRUPTION);
                arriving[(int) fate.below(3, arriving.length)] ^= (byte) (1 << fate.below(4, 8));
            }
            boolean damaged = fate.share(5) < faults.damage();
            long takes = takes(frame.length, fate);
            time.schedule(takes, () -> arrive(arriving, damaged, number));
        }

        /** Returns how long a frame takes: its delay, after what its bytes take behind those before it. */
        private long takes(int bytes, Dice fate) {
            NetworkFaults faults = faults();
            long now = time.nanos();
            long slowest = Math.max(1, Math.min(speed(faults.bytesPerSecond()), speed(other.bytesPerSecond)));
            wire.busyUntil = Math.max(now, wire.busyUntil) + bytes * 1_000_000_000L / slowest;
            long arrival = wire.busyUntil + delay(faults, fate, 6);
            if (faults.inOrder()) {
                arrival = Math.max(arrival, wire.lastArrival);
            } else if (arrival < wire.lastArrival) {
                count(Fault.REORDERING);
            }
            wire.lastArrival = Math.max(arrival, wire.lastArrival);
            return arrival - now;
        }

        private static long speed(long bytesPerSecond) {
            return bytesPerSecond == 0 ? Long.MAX_VALUE : bytesPerSecond;
        }

        private void arrive(byte[] frame, boolean damaged, long number) {
            if (!other.alive) {
                return;
            }
            if (!opposite.open) {
                answerReset();
            } else if (damaged) {
                count(Fault.DAMAGE);
                opposite.close();
            } else {
                trace.frame(time.nanos(), Kind.RECEIVED, other.name, owner.name, number, () -> "");
                other.receiver.received(opposite, frame);
            }
        }

        /** Who sends on a link that the other side has closed hears of that, if anything comes back. */
        private void answerReset() {
            if (!wire(other.name, owner.name).cut) {
                time.schedule(faults().delay().toNanos(), () -> end("reset by the other side"));
            }
        }

        @Override
        public void close() {
            if (open) {
                end("closed here");
                // what was sent before arrives before; nothing arrives through a cut, and the other end stays half open
                time.schedule(faults().delay().toNanos() * 2, () -> {
                    if (!wire.cut) {
                        opposite.end("closed by the other side");
                    }
                });
            }
        }

        private void end(String reason) {
            if (open) {
                open = false;
                owner.ends.remove(this);
                if (owner.alive) {
                    owner.receiver.closed(this, reason);
                }
            }
        }
    }
}
