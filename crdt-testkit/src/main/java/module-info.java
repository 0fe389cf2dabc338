/** Laws, contracts and generators that check a CRDT, a codec or a store of your own. */
module io.latticework.testkit {
    requires transitive io.latticework.core;
    requires transitive io.latticework.sync;
    requires static transitive net.jqwik.api;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.latticework.testkit;
    exports io.latticework.testkit.law;
    exports io.latticework.testkit.model;
    exports io.latticework.testkit.sim;
    exports io.latticework.testkit.sim.trace;
    exports io.latticework.testkit.store;
}
