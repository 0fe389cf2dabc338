package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.latticework.sync.Limits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static InetAddress address(int last) throws Exception {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    @Test
    void framesOfTheEnginesDefaultLimitsFit() {
        assertThat(Settings.of(HostPort.everywhere(0)).frameBytes()).isGreaterThan(Limits.DEFAULT.frameBytes());
    }

    @Test
    void settingsOutOfRangeAreRefusedWhereTheyAreMade() {
        NettyTransport transport = NettyTransport.listen(0);
        assertThatIllegalArgumentException().isThrownBy(() -> transport.withFrameBytes(1023));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.withFrameBytes((1 << 30) + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.withIdleTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.withQueuedBytes(1 << 20));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.withConnections(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> transport.withConnections(3, 4));
        assertThatNoException()
                .isThrownBy(() ->
                        transport.withFrameBytes(1 << 30).withConnections(1, 1).withIdleTimeout(Duration.ofMillis(1)));
    }

    @Test
    void connectionsAreBoundedInAllAndPerAddress() throws Exception {
        Admission admission = new Admission(3, 2);
        assertThat(admission.admit(address(1))).isTrue();
        assertThat(admission.admit(address(1))).isTrue();
        assertThat(admission.admit(address(1))).isFalse();
        assertThat(admission.admit(address(2))).isTrue();
        assertThat(admission.admit(address(3))).isFalse();
        admission.leave(address(1));
        assertThat(admission.admit(address(3))).isTrue();
        admission.leave(address(1));
        assertThat(admission.admit(address(1))).isTrue();
        assertThat(admission.admit(address(1))).isFalse();
    }

    @Test
    void eachRefusalIsCountedButOneLineIsLoggedInTenSeconds() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock of a JVM may overflow
        Journal journal = new Journal(now::get);
        HostPort other = new HostPort("10.0.0.2", 7401);
        assertThat(journal.refused(TransportCount.LINKS_IDLE, other, "idle")).isTrue();
        assertThat(journal.refused(TransportCount.LINKS_IDLE, other, "idle")).isFalse();
        assertThat(journal.refused(TransportCount.CHECKSUMS_REFUSED, other, "damaged"))
                .isTrue();
        now.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(journal.refused(TransportCount.LINKS_IDLE, other, "idle")).isFalse();
        now.incrementAndGet();
        assertThat(journal.refused(TransportCount.LINKS_IDLE, other, "idle")).isTrue();
        assertThat(journal.all()).containsEntry("links_idle", 4L).containsEntry("checksums_refused", 1L);
        assertThat(journal.all()).hasSameSizeAs(TransportCount.values());
    }
}
