package io.latticework.testkit.sim;

import io.latticework.sync.spi.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A network in virtual time. Addresses are the names of nodes. Not thread-safe. */
public final class VirtualNetwork {
    private final VirtualTime time;
    private final SplittableRandom random;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Set<Set<String>> separated = new HashSet<>();
    private NetworkFaults faults = NetworkFaults.NONE;
    private Tampering tampering = (from, to, frame) -> List.of(frame);
    private long sent;
    private long doomed = -1;
    private long lost;
    private int largest;

    VirtualNetwork(VirtualTime time, SplittableRandom random) {
        this.time = time;
        this.random = random;
    }

    /** Sets what happens to frames from now on. */
    public void faults(NetworkFaults changed) {
        this.faults = changed;
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

    /** Lets no frame through between two nodes; links stay open and do not notice. */
    public void separate(String left, String right) {
        if (!left.equals(right)) {
            separated.add(Set.of(left, right));
        }
    }

    /** Ends all separations. */
    public void heal() {
        separated.clear();
    }

    private boolean isSeparated(String left, String right) {
        return !left.equals(right) && separated.contains(Set.of(left, right));
    }

    private long delay() {
        long most = faults.delay().toNanos();
        return most / 20 + (most == 0 ? 0 : random.nextLong(most));
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

    /** One node's transport. */
    private final class Node implements Transport.Endpoint {
        final String name;
        final Transport.Receiver receiver;
        final List<End> ends = new ArrayList<>();
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
            time.schedule(delay(), () -> {
                Node other = nodes.get(address);
                if (!alive) {
                    return;
                }
                if (other == null || isSeparated(name, address)) {
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
        private End opposite = this;
        private boolean open = true;

        End(Node owner, Node other) {
            this.owner = owner;
            this.other = other;
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
            boolean unlucky = sent++ == doomed || random.nextDouble() < faults.loss();
            if (!open || isSeparated(owner.name, other.name) || unlucky) {
                lost++;
                return;
            }
            tampering.instead(owner.name, other.name, frame).forEach(this::deliver);
            if (random.nextDouble() < faults.duplication()) {
                deliver(frame);
            }
        }

        private void deliver(byte[] frame) {
            byte[] arriving = frame.clone();
            if (arriving.length > 0 && random.nextDouble() < faults.corruption()) {
                arriving[random.nextInt(arriving.length)] ^= (byte) (1 << random.nextInt(8));
            }
            time.schedule(delay(), () -> {
                if (opposite.open && other.alive) {
                    other.receiver.received(opposite, arriving);
                }
            });
        }

        @Override
        public void close() {
            if (open) {
                end("closed here");
                // what was sent before arrives before
                time.schedule(faults.delay().toNanos() * 2, () -> opposite.end("closed by the other side"));
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
