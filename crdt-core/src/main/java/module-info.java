/** Conflict-free replicated data types as immutable values, without threads, clocks or I/O. */
module io.latticework.core {
    requires com.dynatrace.hash4j;
    requires static com.fasterxml.jackson.databind;
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;
}
