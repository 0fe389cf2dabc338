package io.latticework.benchmarks.replication;

import io.latticework.sync.Replica;
import io.latticework.transport.netty.NettyTransport;
import java.io.IOException;

/** Another process with a replica that gets what is written; it ends when the one that started it does. */
public final class ReceivingPeer {
    private ReceivingPeer() {}

    /**
     * Runs the peer.
     *
     * @param arguments the address to dial
     */
    public static void main(String[] arguments) throws IOException {
        try (Replica replica = Replica.builder("receiver")
                .cluster("throughput")
                .limits(ThroughputCommand.LIMITS)
                .transport(NettyTransport.listen("127.0.0.1:0"))
                .peer(arguments[0])
                .start()) {
            int last = System.in.read(); // nothing is ever said: this waits for the end
            System.exit(last < 0 && replica.state() == Replica.State.RUNNING ? 0 : 1);
        }
    }
}
