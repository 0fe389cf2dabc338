/** Writing and reading of bytes, with every length checked before it is believed. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.bytes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
