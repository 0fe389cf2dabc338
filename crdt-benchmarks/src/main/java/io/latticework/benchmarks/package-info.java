/**
 * What operations cost, in time and in memory, beside other libraries in the same run.
 */
@NullMarked
package io.latticework.benchmarks;

import org.jspecify.annotations.NullMarked;
