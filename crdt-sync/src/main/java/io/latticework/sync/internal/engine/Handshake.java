package io.latticework.sync.internal.engine;

import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.message.Greeting;
import io.latticework.sync.internal.message.HandshakeCodec;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.sync.internal.message.Refusal;
import org.jspecify.annotations.Nullable;

/** What a replica says first on a link, and whom it cannot talk to, whoever that is. */
final class Handshake {
    private final EngineConfig config;
    private final long fingerprint;
    private final Identity identity;
    private final Counts counts;

    Handshake(EngineConfig config, long fingerprint, Identity identity, Counts counts) {
        this.config = config;
        this.fingerprint = fingerprint;
        this.identity = identity;
        this.counts = counts;
    }

    /** Returns what this replica says first. */
    Hello hello() {
        Greeting greeting = new Greeting(
                fingerprint,
                config.cluster(),
                identity.replica(),
                identity.epoch(),
                config.limits().frameBytes(),
                config.region());
        return new Hello(config.protocol(), HandshakeCodec.encode(greeting));
    }

    /** Returns why there is no talking to somebody, {@code null} if there is. Before this says so, the greeting is not read. */
    @Nullable
    Goodbye complaint(Protocol theirs) {
        if (!config.protocol().meets(theirs)) {
            counts.add(Count.VERSIONS_REFUSED);
            return goodbye(
                    Refusal.VERSION,
                    "the protocol's versions are " + config.protocol().versions() + " here, not " + theirs.versions());
        }
        long unknown = config.protocol().lacks(theirs);
        if (unknown != 0) {
            counts.add(Count.VERSIONS_REFUSED);
            return goodbye(
                    Refusal.FEATURE,
                    "features are required that are not known here: bits 0x" + Long.toHexString(unknown));
        }
        return null;
    }

    /** Returns why somebody is no peer, {@code null} if he may be one. */
    @Nullable
    Goodbye complaint(Greeting greeting) {
        if (!greeting.cluster().equals(config.cluster())) {
            return goodbye(Refusal.CLUSTER, "this is another cluster");
        }
        if (greeting.fingerprint() != fingerprint) {
            return goodbye(Refusal.SEED, "the hash seed is another here");
        }
        String name = greeting.replica().name();
        return name.equals(config.name()) ? goodbye(Refusal.NAME, "there are two replicas called " + name) : null;
    }

    /** Returns what this replica and another speak. */
    Protocol agreed(Protocol theirs) {
        return config.protocol().agreed(theirs);
    }

    static Goodbye goodbye(Refusal refusal, String reason) {
        return new Goodbye(refusal.code(), reason);
    }
}
