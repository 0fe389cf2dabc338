/** Canonical bytes for users' values. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.codec;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
