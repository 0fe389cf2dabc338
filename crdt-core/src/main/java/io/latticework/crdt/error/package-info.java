/** The exceptions of the library: one small unchecked family, each with a stable reason. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
