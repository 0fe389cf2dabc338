package io.latticework.benchmarks.values;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.protobuf.ReplicatedDataSerializer;

/** Two nodes' addresses, and the serializer of Pekko's replicated data, without a cluster. */
final class PekkoNode {
    static final SelfUniqueAddress ALICE = node("10.0.0.1", 1);
    static final SelfUniqueAddress BOB = node("10.0.0.2", 2);

    private PekkoNode() {}

    static SelfUniqueAddress node(String host, long uid) {
        return new SelfUniqueAddress(new UniqueAddress(new Address("pekko", "system", host, 7355), uid));
    }

    /** Made when it is first needed: it starts threads. */
    private static final class Serializer {
        static final ReplicatedDataSerializer INSTANCE = new ReplicatedDataSerializer(
                (ExtendedActorSystem) ActorSystem.create("benchmarks", quiet().withFallback(ConfigFactory.load())));

        private static Config quiet() {
            return ConfigFactory.parseString("pekko.daemonic = on\npekko.loglevel = OFF\n"
                    + "pekko.stdout-loglevel = OFF\npekko.log-dead-letters = off");
        }
    }

    static byte[] encode(ReplicatedData data) {
        return Serializer.INSTANCE.toBinary(data);
    }

    static String manifest(ReplicatedData data) {
        return Serializer.INSTANCE.manifest(data);
    }

    static Object decode(byte[] bytes, String manifest) {
        return Serializer.INSTANCE.fromBinary(bytes, manifest);
    }

    /** Returns equal data that share no object. */
    @SuppressWarnings("unchecked") // the same class comes back
    static <D extends ReplicatedData> D copy(D data) {
        return (D) decode(encode(data), manifest(data));
    }
}
