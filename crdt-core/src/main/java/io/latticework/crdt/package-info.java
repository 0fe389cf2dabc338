/**
 * Conflict-free replicated data types as immutable values: every value is an element of a join-semilattice, and
 * merging two of them gives their least upper bound.
 */
@NullMarked
@CheckReturnValue
package io.latticework.crdt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
