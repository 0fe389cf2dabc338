/** What a replica counts, as Micrometer meters. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer has no module descriptor
module io.latticework.metrics {
    requires transitive io.latticework.sync;
    requires transitive micrometer.core;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports io.latticework.metrics;
}
