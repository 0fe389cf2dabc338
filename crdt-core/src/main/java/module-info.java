/** Conflict-free replicated data types as immutable values, without threads, clocks or I/O. */
@SuppressWarnings("module") // the engine comes later on the path
module io.latticework.core {
    requires com.dynatrace.hash4j;
    requires static com.fasterxml.jackson.databind;
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports io.latticework.crdt;
    exports io.latticework.crdt.causal;
    exports io.latticework.crdt.codec;
    exports io.latticework.crdt.error;
    exports io.latticework.crdt.time;
    exports io.latticework.crdt.internal.bytes to
            io.latticework.sync,
            io.latticework.testkit;
    exports io.latticework.crdt.internal.store to
            io.latticework.sync,
            io.latticework.testkit;
    exports io.latticework.crdt.internal.trie to
            io.latticework.sync,
            io.latticework.testkit;
    exports io.latticework.crdt.internal.wire to
            io.latticework.sync,
            io.latticework.testkit;
}
