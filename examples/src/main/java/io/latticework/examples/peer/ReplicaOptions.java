package io.latticework.examples.peer;

import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.transport.netty.NettyTransport;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that every replica of a command line has. */
public final class ReplicaOptions {
    @Option(
            names = "--id",
            required = true,
            paramLabel = "NAME",
            description = "The replica's name, its own in the cluster and the same at each start.")
    private String id = "";

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where others reach this replica; port 0 takes a free one.")
    private String listen = "";

    @Option(names = "--peer", paramLabel = "HOST:PORT", description = "Where another replica is; may be repeated.")
    private List<String> peers = List.of();

    @Option(names = "--cluster", paramLabel = "NAME", description = "The cluster's name. Default: ${DEFAULT-VALUE}.")
    private String cluster = "default";

    /** Returns the replica's name. */
    public String id() {
        return id;
    }

    /** Starts the replica. */
    public Replica start() {
        ReplicaBuilder builder =
                Replica.builder(id).cluster(cluster).transport(NettyTransport.listen(Links.requireAddress(listen, 0)));
        peers.forEach(peer -> builder.peer(Links.requireAddress(peer, 1)));
        return builder.start();
    }
}
