package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.spi.Transport.Endpoint;
import io.latticework.sync.spi.Transport.Link;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Strangers at the port. While they try, a healthy link goes on. */
@ExtendWith(LeakCheck.class)
@Timeout(120)
class HostileIT {
    private static final Duration IDLE = Duration.ofMillis(400);
    private static final int MUTE_MILLIS = 30_000;

    private final Ear here = new Ear();
    private final Ear there = new Ear();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void nothingWasLoggedWithItsStack() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        assertThat(there.breaches()).isEmpty();
        assertThat(RecordedLog.EVERYTHING.newStackTraces()).isEmpty();
    }

    private Endpoint open(NettyTransport transport, Ear ear) {
        Endpoint endpoint = transport.open(ear);
        open.add(endpoint);
        return endpoint;
    }

    private Socket socket(Endpoint endpoint) throws IOException {
        int port = HostPort.parse(endpoint.address()).port();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(MUTE_MILLIS);
        open.add(socket);
        return socket;
    }

    /** Tells whether the other side has closed or reset the connection; reads up to that. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            return in.readAllBytes().length == 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    private static byte[] frame(int length, int damage) {
        byte[] payload = new byte[length];
        return ByteBuffer.allocate(8 + length)
                .putInt(length)
                .putInt(Frames.checksum(payload) ^ damage)
                .put(payload)
                .array();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(11).nextBytes(bytes);
        return bytes;
    }

    static Stream<Arguments> strangers() {
        int limit = Settings.of(HostPort.everywhere(0)).frameBytes();
        byte[] http = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] ssh = "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tls = HexFormat.of().parseHex("16030100c8010000c40303");
        return Stream.of(
                Arguments.of("HTTP", http, "lengths_refused"),
                Arguments.of("SSH", ssh, "lengths_refused"),
                Arguments.of("TLS", tls, "lengths_refused"),
                Arguments.of("random bytes", random(5_000), "lengths_refused"),
                Arguments.of("length 0", length(0), "lengths_refused"),
                Arguments.of("length -1", length(-1), "lengths_refused"),
                Arguments.of("greatest length", length(Integer.MAX_VALUE), "lengths_refused"),
                Arguments.of("limit + 1", length(limit + 1), "lengths_refused"),
                Arguments.of("damage", frame(100, 1), "checksums_refused"),
                Arguments.of("half a frame", new byte[] {0, 0, 0, 9, 1, 2}, "links_idle"),
                Arguments.of("the limit announced", length(limit), "links_idle"),
                Arguments.of("nothing", new byte[0], "links_idle"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void aStrangerIsShownTheDoor(String name, byte[] bytes, String count) throws Exception {
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withIdleTimeout(IDLE);
        Endpoint endpoint = open(transport, there);
        Socket stranger = socket(endpoint);
        stranger.getOutputStream().write(bytes);
        assertThat(isClosed(stranger)).isTrue();
        assertThat(Ear.next(there.closed)).isNotEmpty();
        assertThat(there.frames).isEmpty();
        assertThat(transport.stats()).containsEntry(count, 1L).containsEntry("links_closed", 1L);
    }

    /** A byte now and then keeps no link open; the stranger paces itself by a read that times out. */
    @Test
    void whoDripsBytesIsIdle() throws Exception {
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withIdleTimeout(IDLE);
        Socket stranger = socket(open(transport, there));
        stranger.setSoTimeout(20);
        stranger.getOutputStream().write(length(100_000));
        int dripped = 0;
        try {
            while (dripped < 1_000 && !isClosed(stranger)) {
                stranger.getOutputStream().write(dripped++);
            }
        } catch (SocketException reset) {
            assertThat(reset).isNotNull();
        }
        assertThat(Ear.next(there.closed)).contains("no whole frame");
        assertThat(dripped).isBetween(2, 900);
    }

    @Test
    void whoNeverReadsIsNotWritableThenCutOffAtTheBound() throws Exception {
        long bound = 4L << 20;
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withQueuedBytes(bound);
        Socket deaf = socket(open(transport, there));
        Link link = Ear.next(there.linked);
        byte[] frame = new byte[10_000];
        int sent = 0;
        for (; link.isWritable(); sent++) {
            link.send(frame);
            assertThat(sent).isLessThan(100_000);
        }
        assertThat(there.closed).isEmpty();
        for (int i = 0; i < 100_000 && there.closed.isEmpty(); i++, sent++) {
            link.send(frame);
        }
        assertThat(Ear.next(there.closed)).contains("does not read");
        assertThat(transport.stats()).containsEntry("queues_overflowed", 1L);
        assertThat(deaf.isConnected()).isTrue();
    }

    @Test
    void whoSendsButNeverReadsIsCutOffInTime() throws Exception {
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withIdleTimeout(IDLE);
        Socket deaf = socket(open(transport, there));
        Link link = Ear.next(there.linked);
        byte[] pulse = frame(10, 0);
        try {
            for (int i = 0; there.closed.isEmpty(); i++) {
                while (link.isWritable()) {
                    link.send(new byte[50_000]);
                }
                deaf.getOutputStream().write(pulse);
                there.frames.poll(10, TimeUnit.MILLISECONDS);
                assertThat(i).isLessThan(1_000_000);
            }
        } catch (SocketException reset) {
            assertThat(reset).isNotNull();
        }
        assertThat(Ear.next(there.closed)).contains("took no frame");
        assertThat(transport.stats()).containsEntry("links_stalled", 1L);
    }

    @Test
    void aLinkOverWhichFramesComeStaysOpen() throws Exception {
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withIdleTimeout(IDLE);
        Socket peer = socket(open(transport, there));
        peer.setSoTimeout(50);
        for (int i = 0; i < 30; i++) {
            peer.getOutputStream().write(frame(5, 0));
            assertThat(Ear.next(there.frames)).hasSize(5);
            assertThat(isClosed(peer)).isFalse();
        }
        assertThat(there.closed).isEmpty();
    }

    @Test
    void oneConnectionTooManyIsClosedAtOnceAndThereIsRoomAgainAfterwards() throws Exception {
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withConnections(3, 3);
        Endpoint endpoint = open(transport, there);
        List<Socket> admitted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            admitted.add(socket(endpoint));
            Ear.next(there.linked);
        }
        assertThat(isClosed(socket(endpoint))).isTrue();
        assertThat(there.linked).isEmpty();
        assertThat(transport.stats()).containsEntry("connections_refused", 1L);
        admitted.get(0).close();
        Ear.next(there.closed);
        boolean again = false;
        for (int i = 0; i < 200 && !again; i++) { // the place is free a moment after the link is
            Socket next = socket(endpoint);
            next.setSoTimeout(50);
            again = !isClosed(next);
        }
        assertThat(again).isTrue();
        assertThat(there.open()).isEqualTo(3);
    }

    @Test
    void aFloodOfConnectionsLeavesAHealthyLinkAlone() throws Exception {
        NettyTransport transport = NettyTransport.listen("127.0.0.1:0").withConnections(100, 20);
        Endpoint endpoint = open(transport, there);
        Endpoint peer = open(NettyTransport.listen("127.0.0.1:0"), here);
        peer.dial(endpoint.address());
        Link healthy = Ear.next(here.linked);
        byte[] garbage = random(100);
        int port = HostPort.parse(endpoint.address()).port();
        for (int i = 0; i < 2_000; i++) {
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                stranger.getOutputStream().write(garbage);
            } catch (SocketException reset) {
                assertThat(reset).isNotNull();
            }
            healthy.send(new byte[1]);
            assertThat(Ear.next(there.frames)).hasSize(1);
        }
        assertThat(here.closed).isEmpty();
        assertThat(RecordedLog.EVERYTHING.lines("Closed a link")).hasSizeLessThan(50);
    }
}
