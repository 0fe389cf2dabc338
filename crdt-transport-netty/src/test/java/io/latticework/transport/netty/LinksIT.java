package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.sync.SyncException;
import io.latticework.sync.spi.Transport.Endpoint;
import io.latticework.sync.spi.Transport.Link;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two endpoints and what they promise to a receiver. */
@ExtendWith(LeakCheck.class)
@Timeout(120)
class LinksIT {
    private static final String LOOPBACK = "127.0.0.1:0";

    private final Ear here = new Ear();
    private final Ear there = new Ear();
    private final NettyTransport transport = NettyTransport.listen(LOOPBACK);
    private final Endpoint dialing = transport.open(here);
    private final Endpoint listening = transport.open(there);

    @AfterEach
    void closeBoth() {
        dialing.close();
        listening.close();
        assertThat(here.breaches()).isEmpty();
        assertThat(there.breaches()).isEmpty();
        assertThat(here.open() + there.open()).isZero();
        assertThat(RecordedLog.EVERYTHING.newStackTraces()).isEmpty();
    }

    @CanIgnoreReturnValue
    private Link link() throws InterruptedException {
        dialing.dial(listening.address());
        return Ear.next(here.linked);
    }

    @Test
    void aDialedLinkIsHeardOfOnBothSides() throws Exception {
        Link link = link();
        Ear.next(there.linked);
        assertThat(Ear.next(here.dialed)).isEqualTo(listening.address());
        assertThat(Ear.next(there.dialed)).isEmpty();
        assertThat(link.address()).isEqualTo(listening.address());
        link.close();
        assertThat(Ear.next(here.closed)).contains("this side");
        assertThat(Ear.next(there.closed)).contains("other side");
        assertThat(link.isWritable()).isFalse();
        link.send(new byte[1]);
        link.close();
    }

    @Test
    void framesArriveInOrderInBothDirections() throws Exception {
        Link forth = link();
        Link back = Ear.next(there.linked);
        Random random = new Random(1);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            byte[] frame = new byte[1 + random.nextInt(i % 100 == 0 ? 60_000 : 300)];
            random.nextBytes(frame);
            sent.add(frame);
        }
        for (byte[] frame : sent) {
            forth.send(frame);
            back.send(frame);
        }
        for (byte[] frame : sent) {
            assertThat(Ear.next(there.frames)).isEqualTo(frame);
            assertThat(Ear.next(here.frames)).isEqualTo(frame);
        }
    }

    @Test
    void theLargestFrameFitsAndALargerOneClosesTheLink() throws Exception {
        int most = Settings.of(HostPort.everywhere(0)).frameBytes();
        Link link = link();
        link.send(new byte[most]);
        assertThat(Ear.next(there.frames)).hasSize(most);
        link.send(new byte[most + 1]);
        assertThat(Ear.next(here.closed)).contains("withFrameBytes");
        Link another = link();
        another.send(new byte[0]);
        assertThat(Ear.next(here.closed)).contains("not 0");
        assertThat(transport.stats()).containsEntry("frames_too_large", 2L);
    }

    @Test
    void manyThreadsSendAndEachOnesFramesKeepTheirOrder() throws Exception {
        Link link = link();
        int threads = 8;
        int each = 500;
        for (int thread = 0; thread < threads; thread++) {
            int name = thread;
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            link.send(ByteBuffer.allocate(8)
                                    .putInt(name)
                                    .putInt(i)
                                    .array());
                        }
                    })
                    .start();
        }
        int[] next = new int[threads];
        for (int i = 0; i < threads * each; i++) {
            ByteBuffer frame = ByteBuffer.wrap(Ear.next(there.frames));
            assertThat(next[frame.getInt()]++).isEqualTo(frame.getInt());
        }
        assertThat(next).containsOnly(each);
    }

    /** What the other side sends meanwhile is not read any more; that must not take away what was said before. */
    @Test
    void whatWasSentBeforeClosingArrives() throws Exception {
        for (int round = 0; round < 50; round++) {
            Link forth = link();
            Link back = Ear.next(there.linked);
            for (int i = 0; i < 20; i++) {
                back.send(new byte[30_000]);
            }
            byte[] last = {(byte) round};
            for (int i = 0; i < 20; i++) {
                forth.send(new byte[10_000]);
            }
            forth.send(last);
            forth.close();
            for (int i = 0; i < 20; i++) {
                assertThat(Ear.next(there.frames)).hasSize(10_000);
            }
            assertThat(Ear.next(there.frames)).isEqualTo(last);
            Ear.next(there.closed);
        }
    }

    @Test
    void whatWasSentBeforeTheEndpointClosesArrives() throws Exception {
        Link link = link();
        Ear.next(there.linked);
        for (int i = 0; i < 500; i++) {
            link.send(new byte[10_000]);
        }
        dialing.close();
        for (int i = 0; i < 500; i++) {
            assertThat(Ear.next(there.frames)).hasSize(10_000);
        }
        assertThat(Ear.next(here.closed)).contains("this side");
    }

    @Test
    void closingInTheMiddleOfTrafficIsOrderly() throws Exception {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            links.add(link());
            links.add(Ear.next(there.linked));
        }
        CountDownLatch running = new CountDownLatch(links.size());
        CountDownLatch stopped = new CountDownLatch(links.size());
        for (Link link : links) {
            new Thread(() -> {
                        running.countDown();
                        while (here.open() + there.open() > 0) {
                            if (link.isWritable()) {
                                link.send(new byte[5_000]);
                            }
                        }
                        stopped.countDown();
                    })
                    .start();
        }
        running.await();
        listening.close();
        dialing.close();
        stopped.await();
        assertThat(here.closed).hasSize(10);
        assertThat(there.closed).hasSize(10);
    }

    @Test
    void aClosedEndpointDialsNobodyLeavesItsPortAndItsThreads() throws Exception {
        String address = listening.address();
        link();
        Ear.next(there.linked);
        listening.close();
        listening.close();
        listening.dial(dialing.address());
        assertThat(Ear.next(there.unreachable)).contains("closed");
        NettyTransport.listen(address).open(there).close();
        dialing.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("latticework-net-")
                    && !thread.getName().contains("names")) {
                assertThat(thread.isDaemon()).isTrue();
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    /** A name is found at any time: before, while and after the threads stop that would connect to its addresses. */
    @Test
    void whoIsDialedByNameWhileTheEndpointClosesIsLinkedOrUnreachable() throws Exception {
        int port = HostPort.parse(listening.address()).port();
        for (int round = 0; round < 60; round++) {
            Ear ear = new Ear();
            Endpoint leaving = transport.open(ear);
            for (int i = 0; i <= round % 6; i++) {
                leaving.dial("localhost:" + port);
            }
            leaving.close();
            for (int answers = 0; answers <= round % 6; answers++) {
                Ear.next(ear.answers);
            }
        }
    }

    @Test
    void aReceiverMayCloseTheEndpointThatCallsIt() throws Exception {
        Endpoint[] self = new Endpoint[1];
        CountDownLatch done = new CountDownLatch(1);
        Ear closing = new Ear() {
            @Override
            public synchronized void received(Link link, byte[] frame) {
                self[0].close();
                done.countDown();
            }
        };
        self[0] = transport.open(closing);
        dialing.dial(self[0].address());
        Ear.next(here.linked).send(new byte[1]);
        done.await();
        assertThat(Ear.next(closing.closed)).contains("this side");
        assertThat(Ear.next(here.closed)).contains("other side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "no-such-host.invalid:7401", "host:99999", "::1:5", "127.0.0.1:1"})
    void whoCannotBeDialedIsUnreachableOnce(String address) throws Exception {
        dialing.dial(address);
        assertThat(Ear.next(here.unreachable)).startsWith(address + " ").hasSizeGreaterThan(address.length() + 5);
        link();
        assertThat(here.unreachable).isEmpty();
        assertThat(transport.stats()).containsEntry("dials_failed", 1L);
    }

    @Test
    void aTakenPortIsSaidSo() {
        String taken = listening.address();
        assertThatThrownBy(() -> NettyTransport.listen(taken).open(here))
                .isInstanceOfSatisfying(
                        SyncException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SyncException.Reason.TRANSPORT))
                .hasMessageContaining(taken)
                .hasMessageContaining("free port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:0", "192.0.2.1:0"})
    void aHostThatIsNotOfThisMachineIsSaidSo(String address) {
        assertThatThrownBy(() -> NettyTransport.listen(address).open(here))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining(address);
    }

    @Test
    void allInterfacesAreReachedOverLoopbackAndByName() throws Exception {
        try (Endpoint everywhere = NettyTransport.listen(0).open(there)) {
            assertThat(everywhere.address()).startsWith("0.0.0.0:");
            String port = everywhere.address().substring("0.0.0.0:".length());
            for (String address : List.of(everywhere.address(), "127.0.0.1:" + port, "localhost:" + port)) {
                dialing.dial(address);
                Ear.next(here.linked).send(new byte[3]);
                assertThat(Ear.next(there.frames)).hasSize(3);
                assertThat(Ear.next(here.dialed)).isEqualTo(address);
            }
        }
    }

    @Test
    void addressesOfTheSixthVersionWork() throws Exception {
        boolean sixth = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getAddress().length == 16 && address.isLoopbackAddress());
        assumeTrue(sixth, "this machine has no ::1");
        try (Endpoint six = NettyTransport.listen("[::1]:0").open(there)) {
            dialing.dial(six.address());
            Link link = Ear.next(here.linked);
            assertThat(link.address()).isEqualTo(six.address()).startsWith("[");
            link.send(new byte[6]);
            assertThat(Ear.next(there.frames)).hasSize(6);
        }
    }

    @Test
    void aReceiverThatThrowsLosesThatLinkAlone() throws Exception {
        Ear throwing = new Ear() {
            @Override
            public synchronized void received(Link link, byte[] frame) {
                throw new IllegalStateException("planted");
            }
        };
        try (Endpoint third = transport.open(throwing)) {
            Link healthy = link();
            dialing.dial(third.address());
            Ear.next(here.linked).send(new byte[1]);
            assertThat(Ear.next(throwing.closed)).contains("planted");
            healthy.send(new byte[2]);
            assertThat(Ear.next(there.frames)).hasSize(2);
        }
    }

    @Test
    void linksComeAndGoInOrder() throws Exception {
        Random random = new Random(7);
        Link[] links = new Link[20];
        for (int i = 0; i < 1_000; i++) {
            int at = random.nextInt(links.length);
            if (links[at] == null) {
                links[at] = link();
            }
            links[at].send(new byte[1 + random.nextInt(1_000)]);
            if (random.nextInt(3) == 0) {
                links[at].close();
                links[at] = null;
            }
        }
        dialing.close();
        listening.close();
        assertThat(here.closed).hasSameSizeAs(here.dialed);
        assertThat(there.closed).hasSameSizeAs(there.dialed);
        assertThat(Arrays.stream(links).filter(link -> link != null && link.isWritable()))
                .isEmpty();
    }
}
