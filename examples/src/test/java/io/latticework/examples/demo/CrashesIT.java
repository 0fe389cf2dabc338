package io.latticework.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One of three processes is killed again and again while the others write with all as their concern. */
class CrashesIT {
    private static final int CRASHES = 6;
    private static final int WRITES = 40;
    private static final int ROUNDS = 200;

    private final List<PeerProcess> started = new ArrayList<>();
    private final Set<String> incarnations = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Map<ObjectNode, CompletableFuture<ObjectNode>> answers = new LinkedHashMap<>();

    private PeerProcess start(String id, String listen, PeerProcess... others) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("peer", "--id", id, "--listen", listen));
        for (PeerProcess other : others) {
            arguments.addAll(List.of("--peer", other.address()));
        }
        PeerProcess peer = PeerProcess.start(event -> {}, arguments);
        started.add(peer);
        incarnations.add(peer.ready().path("incarnation").asText());
        return peer;
    }

    @Test
    void sixCrashesUnderLoadNeitherLoseNorDoubleAnything() throws Exception {
        try {
            PeerProcess a = start("a", "127.0.0.1:0");
            PeerProcess b = start("b", "127.0.0.1:0", a);
            PeerProcess c = start("c", "127.0.0.1:0", a, b);
            for (int crash = 0; crash < CRASHES; crash++) {
                write(a, crash + "-a-before-");
                write(b, crash + "-b-before-");
                c.kill();
                write(a, crash + "-a-after-");
                write(b, crash + "-b-after-");
                c = start("c", c.address(), a, b);
            }
            assertThat(incarnations).hasSize(3 + CRASHES);
            for (CompletableFuture<ObjectNode> answer : answers.values()) {
                ObjectNode result = answer.get(60, TimeUnit.SECONDS);
                assertThat(result.path("ok").asBoolean()).as("%s", result).isTrue();
                assertThat(result.path("acks")).hasSize(3); // members count by name, whatever their incarnation
            }
            check(List.of(a, b, c));
        } finally {
            started.forEach(PeerProcess::close);
        }
    }

    private void write(PeerProcess peer, String prefix) throws Exception {
        for (int i = 0; i < WRITES; i++) {
            send(peer, PeerProcess.request("inc").put("key", "count"));
            send(peer, PeerProcess.request("add").put("key", "set").put("value", prefix + i));
            written.add(prefix + i);
        }
        peer.flush();
    }

    private void send(PeerProcess peer, ObjectNode request) throws Exception {
        answers.put(request, peer.send(request.put("concern", "all").put("timeoutMs", 60_000)));
    }

    private void check(List<PeerProcess> peers) throws Exception {
        Set<String> digests = digests(peers);
        for (int i = 0; i < ROUNDS && digests.size() > 1; i++) {
            ObjectNode await = PeerProcess.request("await").put("timeoutMs", 100);
            assertThat(peers.get(2).ask(await).path("ok").asBoolean()).isTrue();
            digests = digests(peers);
        }
        assertThat(digests).hasSize(1);
        for (PeerProcess peer : peers) {
            assertThat(peer.ask("get", "key", "count").path("value").asInt()).isEqualTo(written.size());
            Set<String> elements = new HashSet<>();
            peer.ask("get", "key", "set").path("value").forEach(each -> elements.add(each.asText()));
            assertThat(elements).isEqualTo(written);
        }
    }

    private static Set<String> digests(List<PeerProcess> peers) throws Exception {
        Set<String> digests = new HashSet<>();
        for (PeerProcess peer : peers) {
            digests.add(peer.ask(PeerProcess.request("digest")).path("digest").asText());
        }
        return digests;
    }
}
