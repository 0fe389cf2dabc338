/** The contestants: each does the same operations on the same keys, as its library offers them. */
@NullMarked
package io.latticework.benchmarks.values;

import org.jspecify.annotations.NullMarked;
