/** The binary format: canonical bytes of a state, and the bytes of a delta with its names. See docs/format.md. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
