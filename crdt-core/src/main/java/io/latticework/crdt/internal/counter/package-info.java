/** The two forms of a counter: cumulative totals outside of maps, dotted segments inside. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.counter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
