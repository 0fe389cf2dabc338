package io.latticework.transport.netty;

import io.latticework.sync.SyncException;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/**
 * An address as people write it: {@code host:port}, with an IPv6 host in brackets.
 *
 * @param host a name or a number, without brackets
 * @param port 0 to 65535
 */
record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final String WILDCARD = "0.0.0.0";

    HostPort {
        if (port < 0 || port > MAX_PORT) {
            throw new SyncException(SyncException.Reason.TRANSPORT, "A port is 0 to " + MAX_PORT + ", not " + port);
        }
    }

    /** Returns a port of all interfaces. */
    static HostPort everywhere(int port) {
        return new HostPort(WILDCARD, port);
    }

    /** Reads an address, or says what is wrong with it. */
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw malformed(text);
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        boolean sixth = host.indexOf(':') >= 0;
        if (sixth != bracketed || !isHost(host) || (sixth && !NetUtil.isValidIpV6Address(host))) {
            throw malformed(text);
        }
        return new HostPort(host, port(text, text.substring(colon + 1)));
    }

    private static boolean isHost(String host) {
        return !host.isEmpty() && host.chars().allMatch(c -> c > ' ' && c < 127 && "[]/@\"'\\".indexOf(c) < 0);
    }

    private static int port(String text, String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed(text);
        }
        return Integer.parseInt(digits);
    }

    private static SyncException malformed(String text) {
        return new SyncException(
                SyncException.Reason.TRANSPORT,
                "An address is host:port, with an IPv6 host in brackets, not \"" + printable(text) + "\"");
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 100)).replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Returns the address of a socket. */
    static HostPort of(InetSocketAddress socket) {
        boolean wildcard = socket.getAddress() != null && socket.getAddress().isAnyLocalAddress();
        return new HostPort(wildcard ? WILDCARD : socket.getAddress().getHostAddress(), socket.getPort());
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
