/** The two forms of a last-writer-wins register: one stamped value outside of maps, dotted siblings inside. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.register;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
