/** Replicas: open one, share counters, sets, registers, maps and your own types with its peers. */
@NullMarked
@CheckReturnValue
package io.latticework.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
