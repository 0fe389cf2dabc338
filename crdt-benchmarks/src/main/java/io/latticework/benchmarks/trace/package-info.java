/**
 * Replays recorded editing sessions, key by key.
 */
@NullMarked
package io.latticework.benchmarks.trace;

import org.jspecify.annotations.NullMarked;
