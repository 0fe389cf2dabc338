package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.ORMap;
import io.latticework.sync.PeerStatus;
import io.latticework.sync.Replica;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The operations about other replicas: who they are, how they are reached, and how the engine does. */
final class Links {
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    private final Replica replica;

    Links(Replica replica) {
        this.replica = replica;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "peers", request -> replica.peers().thenApply(Links::peers),
                "connect", request -> told(() -> replica.connect(address(request))),
                "disconnect", request -> told(() -> replica.disconnect(address(request))),
                "pause", request -> synchronise(request, true),
                "resume", request -> synchronise(request, false),
                "cut", request -> told(() -> replica.cut(other(request))),
                "heal", request -> told(() -> replica.heal(other(request))),
                "await", this::await,
                "stats", request -> replica.snapshot().thenApply(this::stats),
                "health", request -> replica.snapshot().thenCombine(replica.peers(), this::health));
    }

    /** Answers when the engine has done it. */
    private CompletionStage<ObjectNode> told(Runnable tell) {
        tell.run();
        return replica.peers().thenApply(peers -> Lines.object());
    }

    static String address(Request request) {
        return requireAddress(request.text("address"), 1);
    }

    /** Returns an address if it is a host and a port from a least one on. */
    static String requireAddress(String address, int leastPort) {
        var matcher = ADDRESS.matcher(address);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
        if (port < leastPort || port > MAX_PORT) {
            throw Refusal.badRequest("An address is HOST:PORT, unlike " + address);
        }
        return address;
    }

    private String other(Request request) {
        String name = request.text("peer");
        if (name.equals(replica.id().name())) {
            throw Refusal.badRequest(name + " is this replica itself");
        }
        return name;
    }

    private CompletionStage<ObjectNode> synchronise(Request request, boolean stop) {
        if (!request.has("peer")) {
            return told(stop ? replica::pause : replica::resume);
        }
        String name = other(request);
        return replica.peers().thenCompose(peers -> {
            if (peers.stream().noneMatch(peer -> peer.name().equals(name))) {
                throw new Refusal(Reason.REFUSED, "No replica called " + name + " has been met yet");
            }
            return told(() -> {
                if (stop) {
                    replica.pause(name);
                } else {
                    replica.resume(name);
                }
            });
        });
    }

    private CompletionStage<ObjectNode> await(Request request) {
        return replica.whenSynced(request.timeout())
                .thenApply(synced -> Lines.object().put("synced", synced));
    }

    private static ObjectNode peers(List<PeerStatus> peers) {
        ObjectNode fields = Lines.object();
        ArrayNode list = fields.putArray("peers");
        for (PeerStatus peer : peers) {
            list.addObject()
                    .put("name", peer.name())
                    .put("incarnation", String.format("%016x", peer.incarnation()))
                    .put("address", peer.address())
                    .put("state", state(peer))
                    .put("lag", peer.lag());
        }
        return fields;
    }

    private static String state(PeerStatus peer) {
        if (peer.cut()) {
            return "cut";
        }
        if (!peer.connected()) {
            return "disconnected";
        }
        if (peer.paused()) {
            return "paused";
        }
        return peer.failing() ? "failing" : "connected";
    }

    private ObjectNode stats(ORMap<String> state) {
        ObjectNode fields = Lines.object();
        ObjectNode stats = fields.putObject("stats");
        replica.stats().forEach(stats::put);
        stats.put("keys", state.keys().size());
        return fields;
    }

    private ObjectNode health(ORMap<String> state, List<PeerStatus> peers) {
        long connected =
                peers.stream().filter(peer -> state(peer).equals("connected")).count();
        int lag = peers.stream().mapToInt(PeerStatus::lag).max().orElse(0);
        ObjectNode fields = Lines.object();
        fields.putObject("report")
                .put("status", connected == peers.size() ? "ok" : "degraded")
                .put("id", replica.id().name())
                .put("address", replica.address())
                .put("peers", peers.size())
                .put("connected", connected)
                .put("lag", lag)
                .put("keys", state.keys().size());
        return fields;
    }
}
