/** Replicas that share CRDTs with their peers: push, repair, refs and change events. */
module io.latticework.sync {
    requires transitive io.latticework.core;
    requires org.slf4j;
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports io.latticework.sync;
    exports io.latticework.sync.spi;
}
