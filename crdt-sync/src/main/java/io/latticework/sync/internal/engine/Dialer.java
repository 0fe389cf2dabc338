package io.latticework.sync.internal.engine;

import io.latticework.sync.spi.Randomness;
import io.latticework.sync.spi.Transport.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps dialing the configured addresses that no link leads to, less and less often, and never all at once. */
final class Dialer {
    private static final long FIRST_NANOS = 100_000_000L;
    private static final long LAST_NANOS = 10_000_000_000L;
    /** After a link that lasted so long dialing starts afresh. Two processes that share a name push each other out before. */
    private static final long LASTING_NANOS = 60_000_000_000L;

    /** What is known of an address. */
    private static final class Target {
        long dialed;
        long nextDial;
        long delay = FIRST_NANOS;
        boolean dialing;
        /** The last link has just closed: it is dialed again after a while, so that another process of the name has its turn. */
        boolean left;

        boolean reached;

        @Nullable
        String peer;
    }

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Randomness randomness;

    Dialer(Randomness randomness) {
        this.randomness = randomness;
    }

    void add(String address) {
        targets.putIfAbsent(address, new Target());
    }

    void remove(String address) {
        targets.remove(address);
    }

    Set<String> addresses() {
        return Set.copyOf(targets.keySet());
    }

    /** Dials what is due. */
    void dial(Endpoint endpoint, long now, Predicate<String> isLinkedOrCut) {
        targets.forEach((address, target) -> {
            boolean needless = target.peer != null && isLinkedOrCut.test(target.peer);
            if (target.left) {
                target.left = false;
                target.nextDial = Math.max(target.nextDial, now + target.delay);
            }
            if (needless && now - target.dialed >= LASTING_NANOS) {
                target.delay = FIRST_NANOS;
            } else if (!target.dialing && !needless && now >= target.nextDial) {
                target.dialing = true;
                target.dialed = now;
                double jitter = 0.75 + (randomness.bits() >>> 11) * 0x1p-53 / 2;
                target.nextDial = now + (long) (target.delay * jitter);
                target.delay = Math.min(LAST_NANOS, target.delay * 2);
                endpoint.dial(address);
            }
        });
    }

    /** Hears how a dial went, or that its link has closed. */
    void ended(String address) {
        Target target = targets.get(address);
        if (target != null) {
            target.dialing = false;
            target.left = target.reached;
            target.reached = false;
        }
    }

    /** Hears which peer an address leads to. */
    void reached(String address, String peer) {
        Target target = targets.get(address);
        if (target != null) {
            target.peer = peer;
            target.reached = true;
        }
    }

    /** Tells whether each address is known to lead to one of some peers. */
    boolean leadTo(Set<String> names) {
        return targets.values().stream().allMatch(target -> target.peer != null && names.contains(target.peer));
    }

    /** Returns the address that leads to a peer, empty if none is known. */
    String addressOf(String peer) {
        for (Map.Entry<String, Target> entry : targets.entrySet()) {
            if (peer.equals(entry.getValue().peer)) {
                return entry.getKey();
            }
        }
        return "";
    }
}
