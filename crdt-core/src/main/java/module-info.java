/** Conflict-free replicated data types as immutable values, without threads, clocks or I/O. */
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
}
