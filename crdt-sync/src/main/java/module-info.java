/** Replicas that share CRDTs with their peers: push, repair, refs and change events. */
@SuppressWarnings("module") // the test kit comes later on the path
module io.latticework.sync {
    requires transitive io.latticework.core;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires org.slf4j;
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports io.latticework.sync;
    exports io.latticework.sync.antientropy;
    exports io.latticework.sync.spi;
    exports io.latticework.sync.internal.keyspace to
            io.latticework.testkit;
    exports io.latticework.sync.internal.message to
            io.latticework.testkit;
    exports io.latticework.sync.internal.recovery to
            io.latticework.testkit;
}
