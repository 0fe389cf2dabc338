package io.latticework.transport.netty;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections others have opened, in all and from each address. Thread-safe. */
final class Admission {
    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int total;

    Admission(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Admits one more connection, or does not. */
    synchronized boolean admit(InetAddress address) {
        int same = open.getOrDefault(address, 0);
        if (total >= most || same >= mostPerAddress) {
            return false;
        }
        total++;
        open.put(address, same + 1);
        return true;
    }

    /** An admitted connection has ended. */
    synchronized void leave(InetAddress address) {
        total--;
        open.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}
