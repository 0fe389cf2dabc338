package io.latticework.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers in processes of their own: crashes, restarts, the inventory. */
class ProcessesIT {
    private static PeerProcess start(String program, String id, String listen, String... peer) throws Exception {
        List<String> to = peer.length == 0 ? List.of() : List.of("--peer", peer[0]);
        List<String> arguments = new ArrayList<>(List.of(program, "--id", id, "--listen", listen));
        arguments.addAll(to);
        return PeerProcess.start(event -> {}, arguments);
    }

    private static ObjectNode ask(PeerProcess peer, String op, String key) throws Exception {
        return peer.ask(PeerProcess.request(op).put("key", key));
    }

    @Test
    void aKilledPeerComesBackAsANewIncarnationAndLearnsWhatItHadShared() throws Exception {
        try (PeerProcess a = start("peer", "a", "127.0.0.1:0");
                PeerProcess b = start("peer", "b", "127.0.0.1:0", a.address())) {
            ObjectNode write = PeerProcess.request("inc").put("key", "c").put("by", 5);
            assertThat(b.ask(write.put("concern", "all").put("timeoutMs", 15_000))
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            b.kill();
            assertThat(ask(a, "inc", "c").path("value").asInt()).isEqualTo(6);
            try (PeerProcess again = start("peer", "b", b.address(), a.address())) {
                assertThat(again.ready().path("incarnation"))
                        .isNotEqualTo(b.ready().path("incarnation"));
                ObjectNode second = PeerProcess.request("inc").put("key", "c");
                assertThat(again.ask(second.put("concern", "all").put("timeoutMs", 15_000))
                                .path("ok")
                                .asBoolean())
                        .isTrue();
                assertThat(again.ask(PeerProcess.request("await").put("timeoutMs", 15_000))
                                .path("synced")
                                .asBoolean())
                        .isTrue();
                assertThat(ask(again, "get", "c").path("value").asInt()).isEqualTo(7);
                assertThat(a.ask(PeerProcess.request("digest")).path("digest"))
                        .isEqualTo(again.ask(PeerProcess.request("digest")).path("digest"));
                assertThat(again.finish()).isZero();
            }
        }
    }

    @Test
    void aFleetPeerPublishesItsMachine() throws Exception {
        try (PeerProcess fleet = start("fleet", "m1", "127.0.0.1:0");
                PeerProcess reader = start("peer", "r", "127.0.0.1:0", fleet.address())) {
            assertThat(reader.ask(PeerProcess.request("watch").put("prefix", "host/"))
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            JsonNode boots = reader.ask(PeerProcess.request("keys"));
            for (int i = 0; i < 500 && boots.path("keys").size() < 5; i++) {
                ObjectNode await = PeerProcess.request("await").put("timeoutMs", 200);
                assertThat(reader.ask(await).path("ok").asBoolean()).isTrue();
                boots = reader.ask(PeerProcess.request("keys").put("prefix", "host/m1"));
            }
            JsonNode machine = ask(reader, "get", "host/m1").path("value");
            assertThat(machine.path("os").path("name").asText()).isEqualTo(System.getProperty("os.name"));
            assertThat(machine.path("cores").asInt()).isPositive();
            assertThat(machine.path("memory").path("totalMiB").asInt()).isPositive();
            assertThat(ask(reader, "get", "host/m1/boots").path("value").asInt())
                    .isEqualTo(1);
            assertThat(ask(reader, "get", "host/m1/maintenance").path("value").isBoolean())
                    .isTrue();
            assertThat(ask(reader, "size", "host/m1/processes").path("size").asInt())
                    .isPositive();
        }
    }
}
