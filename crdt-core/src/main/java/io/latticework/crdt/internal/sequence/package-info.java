/** Sequences: text and lists as one replicated growable array, with run-length spans in a persistent tree. */
@NullMarked
@CheckReturnValue
package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
