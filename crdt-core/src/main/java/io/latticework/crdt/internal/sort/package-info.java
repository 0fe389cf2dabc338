/** Sorting of numbers by their digits. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.sort;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
