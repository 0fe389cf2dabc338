package io.latticework.transport.netty;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.Limits;
import io.latticework.sync.ORSetRef;
import io.latticework.sync.PNCounterRef;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real replicas over real sockets. */
@ExtendWith(LeakCheck.class)
@Timeout(120)
class ReplicasIT {
    private static Replica start(String name, String... peers) {
        return startAt("127.0.0.1:0", name, peers);
    }

    private static Replica startAt(String address, String name, String... peers) {
        var builder = Replica.builder(name).transport(NettyTransport.listen(address));
        for (String peer : peers) {
            builder.peer(peer);
        }
        return builder.start();
    }

    private static void await(Replica replica, BooleanSupplier holds) throws Exception {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        try (var events = replica.onKeyChange("", event -> {
            if (holds.getAsBoolean()) {
                held.complete(true);
            }
        })) {
            if (!holds.getAsBoolean()) {
                held.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void twoReplicasShareACounter() throws Exception {
        try (Replica east = start("east");
                Replica west = start("west", east.address())) {
            PNCounterRef here = east.pnCounter("credits");
            PNCounterRef there = west.pnCounter("credits");
            here.increment(100);
            there.decrement();
            await(east, () -> here.value() == 99);
            await(west, () -> there.value() == 99);
        }
    }

    @Test
    void tenThousandElementsTravelInOneGo() throws Exception {
        Set<String> elements =
                IntStream.range(0, 10_000).mapToObj(i -> "element-" + i).collect(Collectors.toSet());
        try (Replica east = start("east");
                Replica west = start("west", east.address())) {
            ORSetRef<String> here = east.orSet("tags", String.class);
            ORSetRef<String> there = west.orSet("tags", String.class);
            here.addAll(elements);
            await(west, () -> there.size() == 10_000);
            assertThat(there.elements()).isEqualTo(elements);
        }
    }

    @Test
    void aRestartedReplicaIsFoundAgainAndLearnsWhatItMissed() throws Exception {
        try (Replica west = start("west")) {
            Replica east = startAt("127.0.0.1:0", "east", west.address());
            String address = east.address();
            west.connect(address);
            east.pnCounter("credits").increment(5);
            await(west, () -> west.pnCounter("credits").value() == 5);
            east.close();
            west.pnCounter("credits").increment(2);
            try (Replica again = startAt(address, "east", west.address())) {
                await(again, () -> again.pnCounter("credits").value() == 7);
                again.pnCounter("credits").increment(1);
                await(west, () -> west.pnCounter("credits").value() == 8);
            }
        }
    }

    @Test
    void threeReplicasRunTheProgramOfTheReadme() throws Exception {
        BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        try (Replica first = start("eu-west-1");
                Replica second = start("eu-west-2", first.address());
                Replica third = start("us-east-1", first.address(), second.address())) {
            first.connect(second.address());
            first.connect(third.address());
            second.connect(third.address());
            for (Replica replica : List.of(first, second, third)) {
                PNCounterRef credits = replica.pnCounter("credits");
                credits.onChange(change -> heard.add(change.value().value()));
                credits.increment(100);
                WriteResult result = credits.increment(1, WriteConcern.majority(ofSeconds(20)))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
                assertThat(result.reached()).isTrue();
                assertThat(result.members()).contains(replica.id().name()).hasSizeGreaterThanOrEqualTo(2);
                ORSetRef<String> tags = replica.orSet("tags", String.class);
                tags.add(replica.id().name());
            }
            for (Replica replica : List.of(first, second, third)) {
                await(replica, () -> replica.pnCounter("credits").value() == 303);
                await(replica, () -> replica.orSet("tags", String.class).size() == 3);
            }
            assertThat(heard).contains(303L);
        }
    }

    @Test
    void whatWasWrittenJustBeforeClosingArrives() throws Exception {
        try (Replica west = start("west")) {
            for (int round = 1; round <= 10; round++) {
                long expected = round;
                try (Replica east = start("east", west.address())) {
                    WriteResult both = east.pnCounter("links")
                            .increment(1, WriteConcern.of(2, ofSeconds(20)))
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS);
                    assertThat(both.reached()).isTrue();
                    east.pnCounter("credits").increment(1);
                }
                await(west, () -> west.pnCounter("credits").value() == expected);
            }
        }
    }

    /** The transport alone would let it wait for a minute; the engine's handshake has less patience. */
    @Test
    void whoDoesNotSayWhoItIsIsClosedInTime() throws Exception {
        Limits impatient = Limits.builder().exchangeTimeout(ofMillis(300)).build();
        try (Replica replica = Replica.builder("east")
                        .transport(NettyTransport.listen("127.0.0.1:0"))
                        .limits(impatient)
                        .start();
                Socket mute = new Socket(
                        InetAddress.getLoopbackAddress(),
                        HostPort.parse(replica.address()).port())) {
            mute.setSoTimeout(20_000);
            byte[] heard = mute.getInputStream().readAllBytes();
            assertThat(ByteBuffer.wrap(heard).getInt()).isEqualTo(heard.length - Frames.HEADER_BYTES);
            assertThat(replica.stats()).containsEntry("links_refused", 1L);
        }
    }
}
