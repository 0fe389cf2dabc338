package io.latticework.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.sync.SyncException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.2:7401, 10.0.0.2, 7401",
        "localhost:0, localhost, 0",
        "eu-west_1.example.org:65535, eu-west_1.example.org, 65535",
        "[::1]:7401, ::1, 7401",
        "[fe80::1%eth0]:7401, fe80::1%eth0, 7401"
    })
    void anAddressIsReadAndWrittenBack(String text, String host, int port) {
        HostPort read = HostPort.parse(text);
        assertThat(read).isEqualTo(new HostPort(host, port));
        assertThat(read).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "10.0.0.2",
                ":7401",
                "host:",
                "host:port",
                "host:-1",
                "host:+1",
                "host:123456",
                "host:65536",
                "::1:7401",
                "[::1]",
                "[::1:7401",
                "[]:7401",
                "[localhost]:7401",
                "[1:2:z::]:7401",
                "http://host:7401",
                "user@host:7401",
                "a b:7401",
                "host\n:7401",
                "h\u00f6st:7401",
                "host:\u0661\u0662"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOfSatisfying(
                        SyncException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SyncException.Reason.TRANSPORT));
    }

    @Test
    void aRefusalShowsNoControlCharactersAndNoEndOfALongText() {
        assertThatThrownBy(() -> HostPort.parse("\u001b[31m\r\nWARN forged" + "x".repeat(10_000)))
                .message()
                .doesNotContain("\u001b", "\r", "\n")
                .hasSizeLessThan(250);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortHasSixteenBits(int port) {
        assertThatThrownBy(() -> NettyTransport.listen(port)).isInstanceOf(SyncException.class);
    }

    @Test
    void allInterfacesAreWrittenInOneWay() throws Exception {
        byte[] sixth = new byte[16];
        assertThat(written(sixth)).isEqualTo("0.0.0.0:7");
        assertThat(written(new byte[4])).isEqualTo("0.0.0.0:7");
        sixth[15] = 1;
        assertThat(written(sixth)).isEqualTo("[0:0:0:0:0:0:0:1]:7");
    }

    private static String written(byte[] address) throws Exception {
        return HostPort.of(new InetSocketAddress(InetAddress.getByAddress(address), 7))
                .toString();
    }
}
