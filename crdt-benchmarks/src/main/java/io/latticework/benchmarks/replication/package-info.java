/** What replication costs: bytes, copies, time. */
@NullMarked
@CheckReturnValue
package io.latticework.benchmarks.replication;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
