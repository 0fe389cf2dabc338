package io.latticework.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One key that is far larger than a frame: written at one of three processes, and joined by a fourth that starts empty and
 * is cut off on the way. Each process has a heap of 64 MiB: the set of 200,000 takes 18,
 * and joining it hardly more.
 */
class LargeSetIT {
    private static final int AT_ONCE = 5_000;
    private static final int ROUNDS = 600;

    private static PeerProcess start(String id, PeerProcess... others) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("peer", "--id", id, "--listen", "127.0.0.1:0"));
        for (PeerProcess other : others) {
            arguments.addAll(List.of("--peer", other.address()));
        }
        return PeerProcess.start(event -> {}, arguments);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 200_000})
    void aLargeSetReachesAllAndWhoJoinsLate(int elements) throws Exception {
        try (PeerProcess a = start("a");
                PeerProcess b = start("b", a);
                PeerProcess c = start("c", a, b)) {
            add(a, elements);
            agree(List.of(a, b, c), elements);
            try (PeerProcess late = start("d", a)) {
                for (int i = 0; i < ROUNDS && size(late) == 0; i++) {
                    pause(late);
                }
                assertThat(a.ask("cut", "peer", "d").path("ok").asBoolean()).isTrue();
                int arrived = size(late);
                assertThat(a.ask("heal", "peer", "d").path("ok").asBoolean()).isTrue();
                assertThat(size(late)).isGreaterThanOrEqualTo(arrived).isPositive();
                agree(List.of(a, late), elements);
                assertThat(late.finish()).isZero();
            }
        }
    }

    private static void add(PeerProcess peer, int elements) throws Exception {
        for (int from = 0; from < elements; from += AT_ONCE) {
            ObjectNode request = PeerProcess.request("add").put("key", "big");
            ArrayNode values = request.putArray("values");
            for (int i = from; i < from + AT_ONCE; i++) {
                values.add(String.format(Locale.ROOT, "%036d", i));
            }
            assertThat(peer.ask(request).path("size").asInt()).isEqualTo(from + AT_ONCE);
        }
    }

    private static int size(PeerProcess peer) throws Exception {
        return peer.ask("size", "key", "big").path("size").asInt();
    }

    /** Lets a peer work for a moment: the answer comes when it is synced, or when the time is over. */
    private static void pause(PeerProcess peer) throws Exception {
        assertThat(peer.ask(PeerProcess.request("await").put("timeoutMs", 100))
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }

    private static void agree(List<PeerProcess> peers, int elements) throws Exception {
        List<String> digests = digests(peers);
        for (int i = 0; i < ROUNDS && digests.stream().distinct().count() > 1; i++) {
            pause(peers.get(peers.size() - 1));
            digests = digests(peers);
        }
        assertThat(digests.stream().distinct()).hasSize(1);
        for (PeerProcess peer : peers) {
            assertThat(size(peer)).isEqualTo(elements);
        }
    }

    private static List<String> digests(List<PeerProcess> peers) throws Exception {
        List<String> digests = new ArrayList<>();
        for (PeerProcess peer : peers) {
            digests.add(peer.ask(PeerProcess.request("digest")).path("digest").asText());
        }
        return digests;
    }
}
